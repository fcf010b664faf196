package org.reelgraph.storage.postgresql;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Transactions that other programs get in the way of. */
@PostgresqlOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ConflictTest {

    private static final String CONFLICT = "DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$";

    private final Path folder = ServerTest.newFolder("ConflictTest");
    private final AtomicInteger attempts = new AtomicInteger();
    private ApplicationContext program;

    @BeforeAll
    void start() throws Exception {
        // This program is the one that finds the deadlock, and the one that gives in.
        program = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", "false",
                "reelgraph.database",
                TestDatabase.address(folder).orElseThrow() + "?options=-c%20deadlock_timeout=20ms"));
        try (var database = TestDatabase.open(folder); var statement = database.createStatement()) {
            statement.execute("CREATE TABLE things (id int PRIMARY KEY, count int)");
            statement.execute("INSERT INTO things VALUES (1, 0), (2, 0)");
        }
    }

    @AfterAll
    void stop() {
        program.close();
    }

    private int run(String sql) {
        return program.getBean(JdbcOperations.class, Qualifiers.byName("writer")).prepareStatement(sql,
                statement -> {
                    statement.execute();
                    return statement.getUpdateCount();
                });
    }

    private static String increment(int thing) {
        return "UPDATE things SET count = count + 1 WHERE id = " + thing;
    }

    private int count(int thing) throws Exception {
        try (var database = TestDatabase.open(folder);
                var statement = database.createStatement();
                var row = statement.executeQuery("SELECT count FROM things WHERE id = " + thing)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void givenAnotherProgramThatLocksRowsInTheOppositeOrder_whenBothWait_thenTheTransactionIsDoneOnceMore()
            throws Exception {
        var isFirstTaken = new CountDownLatch(1);
        try (var other = TestDatabase.open(folder);
                var statement = other.createStatement();
                var threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute("SET deadlock_timeout = '1min'");
            statement.execute(increment(2));
            var work = threads.submit(() -> program.getBean(WriteTransactions.class).within(() -> {
                attempts.incrementAndGet();
                run(increment(1));
                isFirstTaken.countDown();
                return run(increment(2));
            }));
            isFirstTaken.await();
            statement.execute(increment(1));
            other.commit();

            assertThat(work.get()).isEqualTo(1);
        }
        assertThat(attempts).hasValue(2);
        assertThat(count(1)).isEqualTo(2);
        assertThat(count(2)).isEqualTo(2);
    }

    @Test
    void givenAConflictEachTime_whenWritten_thenItIsGivenUpAfterAFewAttemptsAndNothingIsWritten() throws Exception {
        var before = count(1);
        attempts.set(0);

        var failure = catchThrowable(() -> program.getBean(WriteTransactions.class).within(() -> {
            attempts.incrementAndGet();
            run(increment(1));
            return run(CONFLICT);
        }));

        assertThat(StorageFailure.of(failure)).contains(StorageFailure.BUSY);
        assertThat(attempts).hasValue(5);
        assertThat(count(1)).isEqualTo(before);
    }

    @Test
    void givenATransactionWithinAnother_whenItMeetsAConflict_thenAllOfTheOuterOneIsDoneOnceMore() throws Exception {
        var before = count(1);
        var transactions = program.getBean(WriteTransactions.class);
        attempts.set(0);

        transactions.within(() -> {
            run(increment(1));
            return transactions.within(() -> attempts.incrementAndGet() == 1 ? run(CONFLICT) : 0);
        });

        assertThat(attempts).hasValue(2);
        assertThat(count(1)).isEqualTo(before + 1);
    }

    @Test
    void givenWorkThatCanNotBeDoneOnceMore_whenItMeetsAConflict_thenItIsDoneOnce() {
        attempts.set(0);

        var failure = catchThrowable(() -> program.getBean(WriteTransactions.class).once(() -> {
            attempts.incrementAndGet();
            return run(CONFLICT);
        }));

        assertThat(failure).isNotNull();
        assertThat(attempts).hasValue(1);
    }
}

package org.reelgraph.storage;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.HeldWriter;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteUpdateListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Transactions that wait for each other and are committed together. */
@SqliteOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class GroupCommitTest {

    private static final StatementListener NOT_COUNTED = bytes -> {
    };

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final Argument<TransactionOperations<Connection>> OPERATIONS = (Argument) Argument
            .of(TransactionOperations.class, Connection.class);

    /** Counts the transactions that changed something. */
    private static final class Commits implements SQLiteCommitListener, SQLiteUpdateListener {

        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean isChanged;

        @Override
        public void onUpdate(Type type, String database, String table, long rowId) {
            isChanged = true;
        }

        @Override
        public void onCommit() {
            count.addAndGet(isChanged ? 1 : 0);
            isChanged = false;
        }

        @Override
        public void onRollback() {
            isChanged = false;
        }
    }

    private final Path folder = ServerTest.newFolder("GroupCommitTest");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Commits commits = new Commits();
    private ApplicationContext program;
    private WriteTransactions transactions;
    private CommitGroups groups;

    @BeforeAll
    void start() throws SQLException {
        program = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", "false"));
        // Long enough for all that wait, however slow the machine is.
        groups = new CommitGroups(operations(), program.getBean(DataVersion.class),
                program.getBean(LostTransaction.class), program.getBean(Backlog.class), Duration.ofMinutes(1));
        transactions = new WriteTransactions(operations(), program.getBean(LockWaits.class), groups);
        Tables.run(folder, "CREATE TABLE parents (id INTEGER PRIMARY KEY)");
        Tables.run(folder, "CREATE TABLE things (id INTEGER PRIMARY KEY,"
                + " parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED, text TEXT)");
    }

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder, "DELETE FROM things");
    }

    @AfterAll
    void stop() {
        threads.close();
        program.close();
    }

    private TransactionOperations<Connection> operations() {
        return program.getBean(OPERATIONS, Qualifiers.byName("writer"));
    }

    private int run(String sql) {
        return program.getBean(JdbcOperations.class, Qualifiers.byName("writer")).prepareStatement(sql,
                statement -> {
                    statement.execute();
                    return statement.getUpdateCount();
                });
    }

    private int add(int id) {
        return run("INSERT INTO things (id) VALUES (" + id + ")");
    }

    private List<String> things() throws SQLException {
        return Tables.query(folder, "SELECT id FROM things ORDER BY id").stream().map(row -> row.substring(1)).toList();
    }

    // All of it waits while another transaction has the database, so that it becomes one group.
    private <T> List<Future<T>> atOnce(int number, IntFunction<T> work) throws Exception {
        var results = new ArrayList<Future<T>>();
        try (var held = HeldWriter.hold(transactions, () -> {
            commits = new Commits();
            listen(commits);
        })) {
            for (var i = 0; i < number; i++) {
                var id = i;
                results.add(threads.submit(() -> transactions
                        .grouping(NOT_COUNTED, () -> transactions.within(() -> work.apply(id)))));
                // The first leads, and waits for the connection.
                while (groups.size() <= i) {
                    Pause.briefly();
                }
            }
        }
        return results;
    }

    private void listen(Commits listener) {
        program.getBean(JdbcOperations.class, Qualifiers.byName("writer")).execute(connection -> {
            var sqlite = connection.unwrap(SQLiteConnection.class);
            sqlite.addCommitListener(listener);
            sqlite.addUpdateListener(listener);
            return null;
        });
    }

    @Test
    void givenTransactionsThatWait_whenSomeFail_thenEachHasItsVerdictAndTheOthersAreCommittedAtOnce() throws Exception {
        var done = new ArrayList<Integer>();

        var results = atOnce(8, id -> {
            transactions.afterCommit(() -> {
                synchronized (done) {
                    done.add(id);
                }
            });
            add(id);
            if (id == 3) {
                add(id);
            }
            if (id == 5) {
                throw new IllegalArgumentException("number " + id);
            }
            return id;
        });

        for (var i : List.of(0, 1, 2, 4, 6, 7)) {
            assertThat(results.get(i).get()).isEqualTo(i);
        }
        assertThatThrownBy(results.get(3)::get).satisfies(e -> assertThat(StorageFailure.isViolation(e)).isTrue());
        assertThatThrownBy(results.get(5)::get).hasRootCauseMessage("number 5");
        assertThat(things()).containsExactly("0", "1", "2", "4", "6", "7");
        assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 4, 6, 7);
        assertThat(commits.count).hasValue(1);
    }

    @Test
    void givenTransactionsThatWait_whenTheFirstFails_thenTheOthersAreCommittedWithoutIt() throws Exception {
        var results = atOnce(3, id -> {
            add(id);
            if (id == 0) {
                throw new IllegalArgumentException("the first");
            }
            return id;
        });

        assertThatThrownBy(results.getFirst()::get).hasRootCauseMessage("the first");
        assertThat(results.get(1).get()).isEqualTo(1);
        assertThat(results.get(2).get()).isEqualTo(2);
        assertThat(things()).containsExactly("1", "2");
        assertThat(commits.count).hasValue(1);
    }

    @Test
    void givenAGroup_whenItsCommitFails_thenAllAreToldAndNothingIsWritten() throws Exception {
        var results = atOnce(4, id -> {
            if (id == 1) {
                throw new IllegalArgumentException("number 1");
            }
            return id == 2 ? run("INSERT INTO things (id, parent) VALUES (2, 99)") : add(id);
        });

        assertThatThrownBy(results.get(1)::get).hasRootCauseMessage("number 1");
        for (var i : List.of(0, 2, 3)) {
            assertThatThrownBy(results.get(i)::get)
                    .satisfies(e -> assertThat(StorageFailure.isViolation(e)).isTrue());
        }
        assertThat(things()).isEmpty();
        assertThat(transactions.<Integer>within(() -> add(9))).isEqualTo(1);
    }

    @Test
    void givenAGroup_whenTheDatabaseTakesItsTransactionBack_thenWhatWasDoneFailsAndWhatWaitsIsDoneAnew()
            throws Exception {
        var results = atOnce(4, id -> {
            if (id != 1) {
                return add(id);
            }
            run("PRAGMA max_page_count = 1");
            return run("INSERT INTO things (id, text) VALUES (1, printf('%.9000000c', 'x'))");
        });

        for (var i : List.of(0, 1)) {
            assertThatThrownBy(results.get(i)::get).isInstanceOf(ExecutionException.class)
                    .satisfies(e -> assertThat(StorageFailure.of(e)).contains(StorageFailure.FULL));
        }
        assertThat(results.get(2).get()).isEqualTo(1);
        assertThat(results.get(3).get()).isEqualTo(1);
        assertThat(things()).containsExactly("2", "3");
    }

    @Test
    void givenAGroup_whenSeveralAskForTheSameBeforeTheCommit_thenItIsDoneOnceInTheTransaction() throws Exception {
        var asked = new AtomicInteger();
        Runnable last = () -> add(100 + asked.incrementAndGet());

        for (var result : atOnce(3, id -> {
            transactions.beforeCommit(last);
            return add(id);
        })) {
            result.get();
        }

        assertThat(things()).containsExactly("0", "1", "2", "101");
        assertThat(commits.count).hasValue(1);
    }

    /** Notes what it is told. */
    private static final class Reports implements DataVersion {

        @Override
        public long ofAnswers(boolean exactly) {
            return 0;
        }

        private final List<String> changes = new ArrayList<>();

        @Override
        public long now() {
            return changes.size();
        }

        @Override
        public void changed() {
            changes.add("anything");
        }

        @Override
        public void libraryChanged() {
            changes.add("library");
        }

        @Override
        public void addListener(Runnable listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeListener(Runnable listener) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void givenTransactionsOfTheLibraryAndOthers_whenCommitted_thenItIsReportedWhetherOnlyTheLibraryChanged() {
        var reports = new Reports();
        var reporting = new CommitGroups(operations(), reports, program.getBean(LostTransaction.class),
                program.getBean(Backlog.class));

        reporting.ofLibrary(() -> reporting.alone(() -> add(1)));
        reporting.alone(() -> add(2));
        reporting.ofLibrary(() -> reporting.share(NOT_COUNTED, () -> add(3)));
        // Another's work that comes meanwhile, and of which nothing is known.
        reporting.ofLibrary(() -> reporting.share(NOT_COUNTED, () -> {
            var other = threads.submit(() -> reporting.share(NOT_COUNTED, () -> add(4)));
            while (reporting.size() < 2) {
                Pause.briefly();
            }
            return other;
        }));

        assertThat(reports.changes).containsExactly("library", "anything", "library", "anything");
    }

    /** Three parts of work. Another thread comes to write during the first. */
    private final class ThreeParts implements PutOffWork {

        private final List<String> events = new ArrayList<>();
        private Optional<CommitGroups> groups = Optional.empty();
        private Optional<Future<Boolean>> other = Optional.empty();
        private int parts;

        @Override
        public boolean isDue() {
            return parts < 3;
        }

        @Override
        public Runnable completion() {
            return () -> {
                // Each part tells how many are left.
            };
        }

        @Override
        public boolean doSome() {
            parts++;
            events.add("part " + parts);
            if (parts == 1) {
                other = groups.map(all -> threads.submit(() -> all.share(NOT_COUNTED, () -> events.add("other"))));
                while (groups.orElseThrow().size() < 2) {
                    Pause.briefly();
                }
            }
            return true;
        }
    }

    @Test
    void givenWorkThatIsPutOff_whenItIsDone_thenOthersWriteBetweenItsParts_andNoAnswerIsMadeAnewForIt()
            throws Exception {
        var work = new ThreeParts();
        var reports = new Reports();
        var busy = new CommitGroups(operations(), reports, program.getBean(LostTransaction.class),
                new Backlog(List.of(work)));
        work.groups = Optional.of(busy);

        assertThat(busy.catchUp()).isTrue();

        assertThat(work.other.orElseThrow().get()).isTrue();
        assertThat(work.events).containsExactly("part 1", "other", "part 2", "part 3");
        assertThat(reports.changes).containsExactly("anything"); // of the other thread
    }
}

package org.reelgraph.storage;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ReadTransactionsTest extends ServerTest {

    private static final String COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) SELECT max(i) FROM n";

    private static final StatementListener NOT_COUNTED = bytes -> {
    };

    @Inject
    ReadTransactions reads;
    @Inject
    @Named("default")
    JdbcOperations jdbc;

    @Inject
    @Named("default")
    TransactionOperations<Connection> transactions;

    private long counted(String most) {
        return jdbc.prepareStatement(COUNT.formatted(most), statement -> {
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    @Test
    @Timeout(60)
    void givenAStatementWithoutEnd_whenTheTimeIsOver_thenItIsInterruptedAndTheConnectionGoesOn() {
        for (var round = 0; round < 3; round++) {
            var failure = catchThrowable(
                    () -> reads.within(Duration.ofMillis(20), NOT_COUNTED, () -> counted("2000000000")));

            assertThat(ReadTransactions.isInterrupted(failure)).as("%s", failure).isTrue();
            assertThat(reads.<Long>within(Duration.ofMinutes(1), NOT_COUNTED, () -> counted("1000000")))
                    .isEqualTo(1_000_000);
        }
        assertThat(ReadTransactions.isInterrupted(new IllegalStateException("other"))).isFalse();
    }

    private <T> List<T> texts(Rows.Reader<T> reader) {
        var sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                + " SELECT '" + "x".repeat(1000) + "' FROM n";
        return jdbc.prepareStatement(sql, statement -> Rows.read(statement, reader));
    }

    private static Stream<Rows.Reader<?>> readers() {
        return Stream.of(row -> Rows.text(row, 1), row -> row.getString(1), row -> row.getObject(1),
                row -> row.getObject(1, String.class));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void givenAMeter_whenRowsAreRead_thenItIsToldOfTheirBytesHoweverTheyAreRead(Rows.Reader<?> reader) {
        var counted = new AtomicLong();

        reads.within(Duration.ofMinutes(1), counted::addAndGet, () -> texts(reader));

        assertThat(counted.get()).isBetween(1_900_000L, 2_300_000L);
    }

    @Test
    void givenAMeterThatThrows_whenRowsAreRead_thenNoFurtherRowsAreReadAndTheConnectionGoesOn() {
        var read = new AtomicInteger();
        var end = new IllegalStateException("enough");

        var failure = catchThrowable(() -> reads.within(Duration.ofMinutes(1), bytes -> {
            throw end;
        }, () -> texts(row -> {
            read.incrementAndGet();
            return Rows.text(row, 1);
        })));

        assertThat(failure).hasStackTraceContaining(end.getMessage());
        assertThat(read.get()).isBetween(1, 100);
        reads.within(Duration.ofMinutes(1), NOT_COUNTED,
                () -> assertThat(texts(row -> Rows.text(row, 1))).hasSize(1000));
    }

    @Test
    void givenACountedTransaction_whenSomethingIsReadForAllRequests_thenThatIsNotCountedAndTheRestIs() {
        var counted = new AtomicLong();

        reads.within(Duration.ofMinutes(1), counted::addAndGet, () -> {
            reads.uncounted(() -> texts(row -> Rows.text(row, 1)));
            assertThat(counted).hasValue(0);
            return texts(row -> Rows.text(row, 1));
        });

        assertThat(counted.get()).isPositive();
    }

    @Test
    void givenATransactionThatIsOver_whenAnotherComes_thenItsTimeIsItsOwn() {
        reads.within(Duration.ofNanos(1), NOT_COUNTED, () -> 0);

        assertThat(transactions.<Long>executeRead(status -> counted("1000000"))).isEqualTo(1_000_000);
    }
}

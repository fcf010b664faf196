package org.reelgraph.storage;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ReadTransactionsTest extends ServerTest {

    private static final String COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT %s) SELECT max(i) FROM n";

    private static final LongConsumer NOT_COUNTED = bytes -> {
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
            var failure = catchThrowable(() -> reads.within(Duration.ofMillis(20), NOT_COUNTED, () -> counted("-1")));

            assertThat(ReadTransactions.isInterrupted(failure)).as("%s", failure).isTrue();
            assertThat(reads.<Long>within(Duration.ofMinutes(1), NOT_COUNTED, () -> counted("1000000")))
                    .isEqualTo(1_000_000);
        }
        assertThat(ReadTransactions.isInterrupted(new IllegalStateException("other"))).isFalse();
    }

    @Test
    void givenATransactionThatIsOver_whenAnotherComes_thenItsTimeIsItsOwn() {
        reads.within(Duration.ofNanos(1), NOT_COUNTED, () -> 0);

        assertThat(transactions.<Long>executeRead(status -> counted("1000000"))).isEqualTo(1_000_000);
    }
}

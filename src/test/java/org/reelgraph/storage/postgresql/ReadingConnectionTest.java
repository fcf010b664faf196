package org.reelgraph.storage.postgresql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Read transactions one after the other on one connection, while another writes. */
@PostgresqlOnly
@Timeout(60)
class ReadingConnectionTest {

    private static final Path FOLDER = ServerTest.newFolder("ReadingConnectionTest");

    private final ReadSweeper sweeper = new ReadSweeper();
    private Connection other;
    private ReadingConnection connection;

    @BeforeEach
    void open() throws SQLException {
        other = TestDatabase.open(FOLDER);
        write("DROP TABLE IF EXISTS things");
        write("CREATE TABLE things (count int)");
        write("INSERT INTO things VALUES (0)");
        var url = other.getMetaData().getURL();
        connection = new ReadingConnection(
                new DatabaseAddress(url, "postgres", "", Duration.ofSeconds(5)), Duration.ofMinutes(1), sweeper);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        other.close();
        sweeper.stop();
    }

    private void write(String sql) throws SQLException {
        try (var statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    private void increment() throws SQLException {
        write("UPDATE things SET count = count + 1");
    }

    private int count() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT count FROM things WHERE count >= ?")) {
            return count(statement);
        }
    }

    private static int count(PreparedStatement statement) throws SQLException {
        statement.setInt(1, 0);
        try (var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private int countInTransaction() throws SQLException {
        connection.begin();
        try {
            return count();
        } finally {
            connection.end();
        }
    }

    private boolean isInTransactionAtServer() throws SQLException {
        try (var statement = other.createStatement();
                var row = statement.executeQuery(
                        "SELECT state LIKE 'idle in%' FROM pg_stat_activity WHERE pid = "
                                + connection.getBackendPID())) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Test
    void givenTransactionsOneAfterTheOther_thenEachSeesOneStateOfTheDataAndItsOwn() throws SQLException {
        for (var round = 0; round < 5; round++) {
            connection.begin();
            assertThat(count()).isEqualTo(round);
            increment();
            assertThat(count()).isEqualTo(round);
            connection.end();
        }
    }

    @Test
    void whenATransactionEnds_thenTheServerLearnsOfItWithTheNextStatement() throws SQLException {
        countInTransaction();

        assertThat(isInTransactionAtServer()).isTrue();
        assertThat(countInTransaction()).isZero();
        increment();
        assertThat(count()).isEqualTo(1);
        assertThat(isInTransactionAtServer()).isFalse();
    }

    @Test
    void givenATransactionWithoutStatements_thenTheNextSeesTheLatestState() throws SQLException {
        countInTransaction();
        increment();
        connection.begin();
        connection.end();

        assertThat(countInTransaction()).isEqualTo(1);
    }

    @Test
    void whenNoOtherTransactionFollows_thenItSoonEndsAtTheServerToo() throws Exception {
        connection.interruptAt(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        countInTransaction();
        connection.interruptNever();

        while (isInTransactionAtServer()) {
            Pause.briefly();
        }
        increment();
        assertThat(countInTransaction()).isEqualTo(1);
    }

    @Test
    void whenSomethingIsReadOutsideOfTransactions_thenItSeesTheLatestState() throws SQLException {
        countInTransaction();
        increment();
        assertThat(count()).isEqualTo(1);
        increment();
        assertThat(count()).isEqualTo(2);

        countInTransaction();
        assertThat(connection.getAutoCommit()).isTrue();
        countInTransaction();
        connection.setAutoCommit(false);
        increment();
        assertThat(count()).isEqualTo(3);
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Test
    void whenAStatementFails_thenItsTransactionEndsAndTheNextOneReads() throws SQLException {
        for (var round = 0; round < 2; round++) {
            countInTransaction();
            connection.begin();
            try (var statement = connection.prepareStatement("SELECT 1 / count FROM things")) {
                assertThatThrownBy(statement::executeQuery).hasMessageContaining("division by zero");
            }
            connection.end();
            assertThat(isInTransactionAtServer()).isFalse();
        }
        increment();
        assertThat(countInTransaction()).isEqualTo(1);
    }

    @Test
    void whenStatementsRunInAnotherOrderThanTheyWerePrepared_thenNoneBeginsAnotherTransaction() throws SQLException {
        countInTransaction();
        increment();
        connection.begin();
        try (var first = connection.prepareStatement("SELECT count FROM things WHERE count > ?");
                var second = connection.prepareStatement("SELECT count FROM things WHERE count >= ?")) {
            assertThat(count(second)).isEqualTo(1);
            increment();
            assertThatThrownBy(() -> count(first)).isInstanceOf(SQLException.class);
            assertThat(count()).isEqualTo(1);
        }
        connection.end();
    }

    @Test
    void givenALongResult_thenItIsReadInParts_evenIfItIsTheFirst() throws SQLException {
        for (var round = 0; round < 2; round++) {
            connection.begin();
            try (var statement = connection.prepareStatement("SELECT i FROM generate_series(1, ?) AS i")) {
                statement.setInt(1, 2500);
                try (var rows = statement.executeQuery()) {
                    var sum = 0;
                    while (rows.next()) {
                        sum += rows.getInt(1);
                    }
                    assertThat(sum).isEqualTo(2500 * 2501 / 2);
                }
            }
            connection.end();
        }
    }

    @Test
    void givenTheTimeIsOver_thenNothingRuns_andTheNextTransactionSeesTheLatestState() throws SQLException {
        countInTransaction();
        increment();
        connection.interruptAt(System.nanoTime() - 1);
        assertThat(Optional.ofNullable(catchThrowableOfType(SQLException.class,
                this::countInTransaction)).map(SQLException::getSQLState)).hasValue(PostgresqlFailureCodes.CANCELLED);
        connection.interruptNever();

        assertThat(countInTransaction()).isEqualTo(1);
    }
}

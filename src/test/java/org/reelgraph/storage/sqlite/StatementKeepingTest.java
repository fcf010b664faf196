package org.reelgraph.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.testing.SqliteOnly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SqliteOnly
class StatementKeepingTest {

    private static final String FIND = "SELECT name FROM things WHERE name >= ? ORDER BY name";

    @TempDir
    Path folder;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:kept-statements:sqlite:" + folder.resolve("things.db"));
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE things (name TEXT)");
            statement.execute("INSERT INTO things VALUES ('a'), ('b'), ('c')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void givenAClosedStatement_whenItsTextIsPreparedAgain_thenItIsTheSameAndFindsAnew() throws SQLException {
        var first = connection.prepareStatement(FIND);
        assertThat(firstName(first, "b")).isEqualTo("b");
        first.close();

        var again = connection.prepareStatement(FIND);

        assertThat(again).isSameAs(first);
        assertThat(firstName(again, "a")).isEqualTo("a");
    }

    @Test
    void givenAStatementInUse_whenItsTextIsPrepared_thenItIsAnother() throws SQLException {
        try (var first = connection.prepareStatement(FIND); var second = connection.prepareStatement(FIND)) {
            assertThat(second).isNotSameAs(first);
            first.setString(1, "a");
            try (var rows = first.executeQuery()) {
                assertThat(firstName(second, "c")).isEqualTo("c");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("a");
            }
        }
    }

    @Test
    void givenAnUnreadResult_whenTheStatementIsClosed_thenItHoldsNothingUp() throws SQLException {
        connection.setAutoCommit(false);
        var statement = connection.prepareStatement(FIND);
        statement.setString(1, "a");
        statement.executeQuery().next();
        statement.close();

        connection.commit();
        connection.setAutoCommit(true);
        try (var other = connection.createStatement()) {
            other.execute("DROP TABLE things");
        }
    }

    @Test
    void givenAnUnreadResult_whenTheStatementRunsAgain_thenItFindsAnewAndTheFirstIsOver() throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, "a");
            var first = statement.executeQuery();
            assertThat(first.next()).isTrue();

            assertThat(firstName(statement, "b")).isEqualTo("b");
            assertThat(first.isClosed()).isTrue();
        }
    }

    @Test
    void givenAChangedTable_whenAKeptStatementRuns_thenItSeesTheChange() throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            assertThat(firstName(statement, "a")).isEqualTo("a");
        }
        try (var change = connection.createStatement()) {
            change.execute("ALTER TABLE things ADD COLUMN size INTEGER");
            change.execute("CREATE INDEX things_by_name ON things (name)");
            change.execute("DELETE FROM things WHERE name = 'a'");
        }
        try (var statement = connection.prepareStatement(FIND)) {
            assertThat(firstName(statement, "a")).isEqualTo("b");
        }
    }

    @Test
    void givenAParameterOfTheRunBefore_whenItIsNotSetAgain_thenTheStatementFails() throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            firstName(statement, "b");
        }
        try (var statement = connection.prepareStatement(FIND); var rows = statement.executeQuery()) {
            assertThat(rows.next()).as("a row by null").isFalse();
        }
    }

    @Test
    void givenAClosedConnection_whenAStatementIsPrepared_thenItIsRefused() throws SQLException {
        connection.prepareStatement(FIND).close();
        connection.close();

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.prepareStatement(FIND));
    }

    private static String firstName(PreparedStatement statement, String from) throws SQLException {
        statement.setString(1, from);
        try (var rows = statement.executeQuery()) {
            return rows.next() ? rows.getString("name") : "";
        }
    }
}

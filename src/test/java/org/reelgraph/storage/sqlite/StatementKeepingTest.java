package org.reelgraph.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
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

    @Test
    void givenATableWithTriggers_whenManyRowsAreInsertedInABatch_thenEachIsThereInOrderAndTriggersRan()
            throws SQLException {
        try (var making = connection.createStatement()) {
            making.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size REAL)");
            making.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, name TEXT)");
            making.execute("CREATE TRIGGER rows_added AFTER INSERT ON rows BEGIN"
                    + " INSERT INTO seen (name) VALUES (NEW.name); END");
        }

        insert(75);
        insert(9);

        var all = "1 n1 null, 2 n2 2.0, 3 n3 null";
        assertThat(names("SELECT group_concat(id || ' ' || name || ' ' || coalesce(size, 'null'), ', ') FROM rows"
                + " WHERE id <= 3")).isEqualTo(all);
        assertThat(names("SELECT count(*) || ' ' || sum(id) || ' ' || count(DISTINCT name) FROM rows"))
                .isEqualTo("84 " + 84 * 85 / 2 + " 84");
        assertThat(names("SELECT group_concat(name) FROM seen"))
                .isEqualTo(names("SELECT group_concat(name) FROM rows"));
    }

    @Test
    void givenABatchWithAFaultyRow_whenItIsRunAndRolledBack_thenTheStatementsWorkAgain() throws SQLException {
        try (var making = connection.createStatement()) {
            making.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size REAL)");
            making.execute("CREATE TRIGGER rows_added AFTER INSERT ON rows BEGIN SELECT 1; END");
        }
        connection.setAutoCommit(false);
        insert(10);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insertNamed("n3", 20));
        connection.rollback();

        insert(12);

        assertThat(names("SELECT count(*) FROM rows")).isEqualTo("12");
    }

    private void insert(int rows) throws SQLException {
        insertNamed("n", rows);
    }

    private void insertNamed(String name, int rows) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO rows (id, name, size) VALUES (?, ?, ?)")) {
            var first = Integer.parseInt(names("SELECT coalesce(max(id), 0) + 1 FROM rows"));
            for (var id = first; id < first + rows; id++) {
                statement.setInt(1, id);
                statement.setString(2, name.equals("n") ? name + id : name);
                if (id % 2 == 0) {
                    statement.setDouble(3, id);
                } else {
                    statement.setNull(3, Types.REAL);
                }
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).hasSize(rows);
        }
    }

    private String names(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static String firstName(PreparedStatement statement, String from) throws SQLException {
        statement.setString(1, from);
        try (var rows = statement.executeQuery()) {
            return rows.next() ? rows.getString("name") : "";
        }
    }
}

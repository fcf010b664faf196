package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.reelgraph.storage.copy.CopyDialect;

/** Finds tables, triggers and indexes in SQLite's schema. */
@OnSqlite
@Singleton
class SqliteCopyDialect implements CopyDialect {

    // A virtual table is an index of texts, and shadow tables are what it consists of.
    private static final String TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            + " AND substr(name, 1, 7) <> 'sqlite_'";
    private static final String DEPENDENTS = "SELECT 'DROP ' || type || ' \"' || name || '\"', sql FROM sqlite_master"
            + " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name";

    @Override
    public List<String> tables(Connection database) throws SQLException {
        return CopyDialect.list(database, TABLES, row -> row.getString(1));
    }

    @Override
    public List<Dependent> dependents(Connection database) throws SQLException {
        return Dependent.find(database, DEPENDENTS);
    }

    @Override
    public void begin(Connection database) {
        // There is nothing to do.
    }

    /** {@inheritDoc} Numbers go on after the greatest by themselves. */
    @Override
    public void end(Connection database) {
        // There is nothing to do.
    }
}

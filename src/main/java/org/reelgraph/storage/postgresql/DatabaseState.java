package org.reelgraph.storage.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a database before it is used.
 *
 * @param version      the server's version as a number: 140005 is 14.5
 * @param versionText  the same in words
 * @param encoding     the encoding of its texts
 * @param isStandby    whether it copies another database and can't be written to
 * @param user         who is connected
 * @param schema       where new tables go; null if no schema can be used
 * @param mayCreate    whether the user may make tables there
 * @param isLibrary    whether a library is there
 * @param anotherTable a table that is no library's, if there is no library
 * @param closedTable  a table of the library that the user can't read and write
 */
record DatabaseState(int version, String versionText, String encoding, boolean isStandby, String user,
        @Nullable String schema, boolean mayCreate, boolean isLibrary, @Nullable String anotherTable,
        @Nullable String closedTable) {

    private static final int OLDEST = 14;
    private static final int PARTS_OF_A_VERSION = 10_000;
    private static final String TABLES = "(SELECT min(CAST(c.relname AS text)) FROM pg_class AS c"
            + " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')";
    // Another program of Reelgraph that starts at the same time makes the history before it makes the tables.
    private static final String STATE = """
                                        SELECT CAST(current_setting('server_version_num') AS integer), current_setting('server_version'),
                                          current_setting('server_encoding'), pg_is_in_recovery(), current_user, current_schema(),
                                          coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
                                          to_regclass('media_items') IS NOT NULL AND to_regclass('flyway_schema_history') IS NOT NULL,
                                          %1$s AND c.relname <> 'flyway_schema_history'), %1$s AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                                            AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')))
                                        """
            .formatted(TABLES);

    /** {@return the state of the database that this connection leads to} */
    static DatabaseState read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(STATE)) {
            row.next();
            return new DatabaseState(row.getInt(1), row.getString(2), row.getString(3), row.getBoolean(4),
                    row.getString(5), row.getString(6), row.getBoolean(7), row.getBoolean(8), row.getString(9),
                    row.getString(10));
        }
    }

    /** {@return why it can't be used, as the end of a sentence that begins with its name; empty if it can} */
    Optional<String> objection() {
        if (version / PARTS_OF_A_VERSION < OLDEST) {
            return Optional.of("is of PostgreSQL %s, and Reelgraph needs %d or later.".formatted(versionText, OLDEST));
        }
        if (!encoding.equals("UTF8")) {
            return Optional.of("has the encoding %s, and Reelgraph needs UTF8.".formatted(encoding));
        }
        if (isStandby) {
            return Optional.of("is a standby, which can't be written to. Name the primary (REELGRAPH_DATABASE).");
        }
        return isLibrary ? ofPrivileges() : ofEmptiness();
    }

    private Optional<String> ofPrivileges() {
        return Optional.ofNullable(closedTable).map(table -> "doesn't let the user %s read and write the table %s. Make"
                .formatted(user, table) + " the user the owner of all tables.");
    }

    private Optional<String> ofEmptiness() {
        if (anotherTable != null) {
            return Optional
                    .of("is another program's: it has the table %s. Create an empty one.".formatted(anotherTable));
        }
        return schema == null || !mayCreate
                ? Optional.of("doesn't let the user %s make tables%s. Make the user its owner."
                        .formatted(user, schema == null ? "" : " in the schema " + schema))
                : Optional.empty();
    }
}

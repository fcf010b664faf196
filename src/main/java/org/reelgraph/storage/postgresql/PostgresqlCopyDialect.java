package org.reelgraph.storage.postgresql;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.reelgraph.storage.copy.CopyDialect;

/** Finds tables, triggers, indexes and counters in PostgreSQL's catalogue. The owner of the tables may do all of it. */
@OnPostgresql
@Singleton
class PostgresqlCopyDialect implements CopyDialect {

    // What a crash of the server may empty, as an unlogged table, is no part of the library.
    private static final String TABLES = """
                                         SELECT relname FROM pg_class
                                           WHERE relnamespace = CAST(current_schema() AS regnamespace)
                                             AND relkind = 'r' AND relpersistence = 'p'""";
    private static final String INDEXES = """
                                          SELECT format('DROP INDEX %s', CAST(i.indexrelid AS regclass)), pg_get_indexdef(i.indexrelid)
                                            FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid
                                            WHERE t.relnamespace = CAST(current_schema() AS regnamespace)
                                              AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)
                                            ORDER BY i.indexrelid""";
    private static final String TRIGGERS = """
                                           SELECT format('DROP TRIGGER %I ON %s', r.tgname, CAST(t.oid AS regclass)), pg_get_triggerdef(r.oid)
                                             FROM pg_trigger AS r JOIN pg_class AS t ON t.oid = r.tgrelid
                                             WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND NOT r.tgisinternal
                                             ORDER BY r.oid""";
    private static final String TRIGGERS_IN_USE = """
                                                  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', CAST(t.oid AS regclass), r.tgname),
                                                      format('ALTER TABLE %s ENABLE TRIGGER %I', CAST(t.oid AS regclass), r.tgname)
                                                    FROM pg_trigger AS r JOIN pg_class AS t ON t.oid = r.tgrelid
                                                    WHERE t.relnamespace = CAST(current_schema() AS regnamespace)
                                                      AND NOT r.tgisinternal""";
    // They never go back, since a transaction that fails wouldn't take that back.
    private static final String COUNTERS = """
                                           SELECT format('SELECT setval(%1$L, greatest(max(%2$I), nextval(%1$L)), count(*) > 0) FROM %3$I',
                                               pg_get_serial_sequence(quote_ident(table_name), column_name), column_name, table_name)
                                             FROM information_schema.columns WHERE table_schema = current_schema()
                                               AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL""";

    @Override
    public List<String> tables(Connection database) throws SQLException {
        return CopyDialect.list(database, TABLES, row -> row.getString(1));
    }

    @Override
    public List<Dependent> dependents(Connection database) throws SQLException {
        var dependents = Dependent.find(database, INDEXES);
        dependents.addAll(Dependent.find(database, TRIGGERS));
        return dependents;
    }

    // Without an index, a table is locked for readers too.
    @Override
    public List<Dependent> dependentsInUse(Connection database) throws SQLException {
        return Dependent.find(database, TRIGGERS_IN_USE);
    }

    // An index of many rows takes its time.
    @Override
    public void begin(Connection database) throws SQLException {
        run(database, "SET LOCAL statement_timeout = 0");
    }

    @Override
    public void end(Connection database) throws SQLException {
        for (var counter : CopyDialect.list(database, COUNTERS, row -> row.getString(1))) {
            run(database, counter);
        }
        // The planner would know nothing of the rows until the server gets round to it.
        for (var table : CopyDialect.list(database, TABLES, row -> row.getString(1))) {
            run(database, "ANALYZE \"" + table + "\"");
        }
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}

package org.reelgraph.storage.postgresql;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.integrity.DatabaseFacts;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Tells what room the database takes. Its server itself sees to pages and foreign keys. */
@OnPostgresql
@Singleton
class ServerFacts implements DatabaseFacts {

    private static final String FACTS = "SELECT pg_database_size(current_database()),"
            + " (SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables)";

    private final Statements statements;

    ServerFacts(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Room room() {
        return Rows.read(statements, FACTS, List.of(), row -> new Room(row.getLong(1), Optional.empty(),
                Optional.empty(), Optional.of(row.getLong(2)))).getFirst();
    }
}

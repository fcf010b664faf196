package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.storage.integrity.DatabaseCheck;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Finds credits and images of owners that are gone, which no foreign key rules out. */
@Singleton
class OrphanReader implements DatabaseCheck {

    /** The tables whose rows have owners of several kinds. */
    static final List<String> TABLES = List.of("credits", "images");
    /** A table with the condition that a row's owner is gone. */
    static final String ORPHANS = """
                                  %s AS o WHERE NOT EXISTS (SELECT 1 FROM media_items WHERE id = o.owner_id)
                                    AND NOT EXISTS (SELECT 1 FROM seasons WHERE id = o.owner_id)
                                    AND NOT EXISTS (SELECT 1 FROM episodes WHERE id = o.owner_id)
                                    AND NOT EXISTS (SELECT 1 FROM people WHERE id = o.owner_id)""";

    private final Statements statements;

    OrphanReader(Statements statements) {
        this.statements = statements;
    }

    @Override
    public String subject() {
        return "owners of credits and images";
    }

    @Override
    public List<String> problems() {
        return TABLES.stream().flatMap(table -> {
            var count = Rows.read(statements, "SELECT count(*) FROM " + ORPHANS.formatted(table), List.of(),
                    row -> row.getLong(1)).getFirst();
            return count == 0 ? Stream.empty() : Stream.of(count + " " + table + " belong to nothing");
        }).toList();
    }
}

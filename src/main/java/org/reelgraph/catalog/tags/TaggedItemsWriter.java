package org.reelgraph.catalog.tags;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.List;
import org.reelgraph.storage.integrity.DerivedData;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Compares the kinds and years that tags have of their items with these, and copies them anew. */
@Singleton
class TaggedItemsWriter implements DerivedData {

    private static final String FAULTS = "SELECT count(*) FROM media_tags AS t JOIN media_items AS m ON m.id = t.media_id"
            + " WHERE t.media_kind IS DISTINCT FROM m.kind OR t.year IS DISTINCT FROM m.year";
    private static final String UPDATE = "UPDATE media_tags SET media_kind = m.kind, year = m.year FROM media_items AS m"
            + " WHERE m.id = media_tags.media_id";

    private final Statements statements;
    private final JdbcOperations operations;

    TaggedItemsWriter(Statements statements, @Named("writer") JdbcOperations operations) {
        this.statements = statements;
        this.operations = operations;
    }

    @Override
    public String subject() {
        return "kinds and years of tags";
    }

    @Override
    public long faults() {
        return Rows.read(statements, FAULTS, List.of(), row -> row.getLong(1)).getFirst();
    }

    @Override
    public void makeAnew() {
        operations.prepareStatement(UPDATE, PreparedStatement::executeUpdate);
    }
}

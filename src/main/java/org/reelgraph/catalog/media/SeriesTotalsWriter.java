package org.reelgraph.catalog.media;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.List;
import org.reelgraph.storage.integrity.DerivedData;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Compares the totals of series with their seasons and episodes, and adds them up anew. */
@Singleton
class SeriesTotalsWriter implements DerivedData {

    private static final String COUNTED = """
                                          SELECT m.id, (SELECT count(*) FROM seasons AS s WHERE s.series_id = m.id) AS seasons,
                                              (SELECT count(*) FROM episodes AS e WHERE e.series_id = m.id) AS episodes,
                                              (SELECT coalesce(sum(e.duration_seconds), 0) FROM episodes AS e WHERE e.series_id = m.id)
                                                AS duration_seconds
                                            FROM media_items AS m""";
    private static final String FAULTS = """
                                         SELECT count(*) FROM (%s) AS c LEFT JOIN series_totals AS t ON t.series_id = c.id
                                           WHERE c.seasons <> coalesce(t.seasons, 0) OR c.episodes <> coalesce(t.episodes, 0)
                                             OR c.duration_seconds <> coalesce(t.duration_seconds, 0)"""
            .formatted(COUNTED);
    private static final String INSERT = "INSERT INTO series_totals (series_id, seasons, episodes, duration_seconds)"
            + " SELECT id, seasons, episodes, duration_seconds FROM (" + COUNTED
            + ") AS c WHERE seasons > 0 OR episodes > 0";

    private final Statements statements;
    private final JdbcOperations operations;

    SeriesTotalsWriter(Statements statements, @Named("writer") JdbcOperations operations) {
        this.statements = statements;
        this.operations = operations;
    }

    @Override
    public String subject() {
        return "totals of series";
    }

    @Override
    public long faults() {
        return Rows.read(statements, FAULTS, List.of(), row -> row.getLong(1)).getFirst();
    }

    @Override
    public void makeAnew() {
        operations.prepareStatement("DELETE FROM series_totals", PreparedStatement::executeUpdate);
        operations.prepareStatement(INSERT, PreparedStatement::executeUpdate);
    }
}

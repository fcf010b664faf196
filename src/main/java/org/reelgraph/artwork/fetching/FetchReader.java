package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.reelgraph.artwork.fetching.ArtworkFetch.Outcome;
import org.reelgraph.artwork.fetching.web.FetchProblem;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.jobs.JobPageReader;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads what became of pictures. */
@Singleton
class FetchReader extends JobPageReader<ArtworkFetch> {

    static final String NAMES = "id, media_id, owner_id, kind, source, path, outcome, problem, message, attempts,"
            + " tried_at, job_id, position";

    private static final IdQuery FAILED_POSTERS = IdQuery.of("SELECT " + NAMES + " FROM artwork_fetches"
            + " WHERE media_id = :id AND owner_id = media_id AND kind = 'POSTER' AND outcome = 'FAILED' ORDER BY id");

    private final Statements statements;

    FetchReader(Statements statements, SqlDialect dialect) {
        super(statements, dialect, "artwork_fetches", NAMES, FetchReader::read);
        this.statements = statements;
    }

    /** {@return the posters of items that could not be fetched, in the order in which that was tried} */
    List<ArtworkFetch> findFailedPosters(Collection<Long> items) {
        return Rows.find(statements, FAILED_POSTERS, items, FetchReader::read);
    }

    private static ArtworkFetch read(ResultSet row) throws SQLException {
        var problem = Rows.textOrNull(row, 8);
        var job = row.getLong(12);
        return new ArtworkFetch(row.getLong(1), row.getLong(2), row.getLong(3), ImageKind.valueOf(Rows.text(row, 4)),
                Rows.text(row, 5), Rows.text(row, 6), Outcome.valueOf(Rows.text(row, 7)),
                problem == null ? null : FetchProblem.valueOf(problem), Rows.textOrNull(row, 9), row.getInt(10),
                Rows.instant(row, 11), job == 0 ? null : (Long) job, row.getInt(13));
    }
}

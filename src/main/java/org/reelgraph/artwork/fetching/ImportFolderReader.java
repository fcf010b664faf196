package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads from where the items of a source were imported: paths of their pictures are relative to that. */
@Singleton
class ImportFolderReader {

    private static final String PATHS = "SELECT path, max(id) AS newest FROM import_jobs WHERE source = ? AND dry_run = 0"
            + " GROUP BY path ORDER BY newest DESC LIMIT 50";

    private final Statements statements;

    ImportFolderReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the paths of a source's imports, relative to the import folder, the newest first} */
    List<String> paths(String source) {
        return Rows.read(statements, PATHS, source, row -> Rows.text(row, 1));
    }
}

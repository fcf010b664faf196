package org.reelgraph.imports.legacy;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import org.reelgraph.imports.formats.LegacyTables;
import org.reelgraph.imports.formats.SourceErrors;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.foreign.ForeignDatabase;

/** Opens files with databases of Plex Exporter. */
@Singleton
public class LegacyFiles implements LegacyTables.Opener {

    private final ForeignDatabase.Kind files;

    LegacyFiles(ForeignDatabase.Kind files) {
        this.files = files;
    }

    @Override
    public LegacyReader open(Path file) throws SourceException {
        try {
            return reader(files.open(file));
        } catch (StorageException e) {
            throw new SourceException(SourceErrors.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> logs() {
        return files.logs();
    }

    private static LegacyReader reader(ForeignDatabase database) throws SourceException {
        try {
            return new LegacyReader(database);
        } catch (SourceException | StorageException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Makes sure that tables could be removed from a file now.
     *
     * @throws StorageException if another program uses it, or it can't be written to
     */
    public void requireUnused(Path file) {
        files.requireUnused(file);
    }

    /**
     * Removes the tables whose rows became part of the library from a file, after a backup beside it.
     *
     * @param  asOpened what was opened before, since when nothing in the file may have changed
     * @return          the backup
     * @throws StorageException if the tables are as they were
     */
    public Path dropTables(Path file, LegacyReader asOpened) {
        return files.dropTables(file, asOpened.database(), asOpened.tables());
    }
}

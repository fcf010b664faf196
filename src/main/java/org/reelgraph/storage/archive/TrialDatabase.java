package org.reelgraph.storage.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.TableSource;

/** A database beside the library's, into which an archive is restored to see whether that works. Closing it removes it. */
public interface TrialDatabase extends AutoCloseable {

    /** Makes such databases. */
    interface Kind {

        /** {@return a new one in a folder} */
        TrialDatabase in(Path folder);

        /** Removes from a folder what programs have left that were killed. */
        void removeAbandoned(Path folder) throws IOException;
    }

    /** {@return the number of the last migration that this program has for such a database} */
    int newestSchema();

    /**
     * Restores an archive with the schema that it has, reads it again and compares.
     *
     * @throws org.reelgraph.storage.StorageException if the archive isn't whole
     */
    void load(ArchiveReader archive, CopyListener listener);

    /** Brings what was loaded up to date. */
    void migrate();

    /** {@return the tables with these names} */
    TableSource tables(List<String> names);

    /** {@return the settings of a program that uses it as its library} */
    Map<String, Object> settings();

    @Override
    void close();
}

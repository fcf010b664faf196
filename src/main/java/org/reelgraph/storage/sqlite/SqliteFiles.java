package org.reelgraph.storage.sqlite;

import java.nio.file.Path;

/** The files that SQLite keeps beside a database, and the bytes of the database by which programs exclude each other. */
final class SqliteFiles {

    /** The ending of a write-ahead log. */
    static final String WAL = "-wal";
    /** The ending of the index of a write-ahead log. */
    static final String SHM = "-shm";
    /** The ending of a rollback journal. */
    static final String JOURNAL = "-journal";

    /**
     * The first of the bytes that readers lock, as long as there is no write-ahead log; a writer locks them all.
     *
     * @see <a href="https://sqlite.org/src/file/src/os.h">SHARED_FIRST</a>
     */
    static final long SHARED_FIRST = 0x4000_0002L;
    /** How many bytes these are. */
    static final long SHARED_SIZE = 510;

    private SqliteFiles() {
    }

    /** {@return the path of a database with something behind it} */
    static Path beside(Path database, String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }
}

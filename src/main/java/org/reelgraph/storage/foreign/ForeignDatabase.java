package org.reelgraph.storage.foreign;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Set;

/**
 * A copy of another program's database file, in the state of one moment. The file itself is only read. Whoever made it
 * may have meant harm: what it holds can't run anything, and values are limited in size. Closing it removes the copy.
 */
public interface ForeignDatabase extends AutoCloseable {

    /** Opens such files. */
    interface Kind {

        /**
         * {@return the database in a file, together with the log beside it}
         *
         * @throws org.reelgraph.storage.StorageException if it holds no database that can be read, is the library's own,
         *                                                or if another program is writing to it
         */
        ForeignDatabase open(Path file);

        /** {@return what the names of logs beside such a file end with, which are a part of it} */
        List<String> logs();

        /**
         * Makes sure that tables could be removed from a file now, without changing it.
         *
         * @throws org.reelgraph.storage.StorageException if another program uses it, or it can't be written to
         */
        void requireUnused(Path file);

        /**
         * Removes tables from a file, after a backup beside it that only its user may read.
         *
         * @param  asOpened what was opened before; the tables stay if anything in the file has changed since
         * @return          the backup
         * @throws org.reelgraph.storage.StorageException if the tables are as they were, such as because views or other
         *                                                tables' triggers and foreign keys mention them
         */
        Path dropTables(Path file, ForeignDatabase asOpened, Set<String> tables);
    }

    /**
     * A table, or something else that could be mistaken for one.
     *
     * @param isStored whether rows are stored in it, unlike in a view
     * @param columns  those whose values are stored
     */
    record ForeignTable(String name, boolean isStored, List<String> columns) {
    }

    /** {@return the tables in the order of their names} */
    List<ForeignTable> tables();

    /** {@return an expression that is a column's value or, if that is binary or very long, an empty binary value} */
    String bounded(String column);

    /** {@return the copy, which can't be written to} */
    Connection connection();

    @Override
    void close();
}

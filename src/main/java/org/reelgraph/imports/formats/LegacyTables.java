package org.reelgraph.imports.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tables of an old database of Plex Exporter, in the state of one moment. */
public interface LegacyTables extends AutoCloseable {

    /** Opens such databases. */
    interface Opener {

        /**
         * {@return the tables in a file, which isn't changed}
         *
         * @throws SourceException if it holds none that can be read
         */
        LegacyTables open(Path file) throws SourceException;

        /** {@return what the names of logs beside such a file end with, which are a part of it} */
        List<String> logs();
    }

    /**
     * A row.
     *
     * @param id    the value of its column {@code id}; empty if it has none
     * @param place where its values are in the item, as paths of notices have it
     * @param superseded what it says and doesn't count
     */
    record Row(String table, String id, List<String> place, List<Superseded> superseded) {
    }

    /**
     * A value that doesn't count, since another row of the same item says something else.
     *
     * @param column by its latest name
     * @param counts the other row's value
     * @param by     the other row, such as {@code media_items 7}
     */
    record Superseded(String column, Object value, Object counts, String by) {
    }

    /**
     * A movie or series.
     *
     * @param members the values of its columns that aren't null, by the columns' latest names; with what belongs to it
     *                in {@code seasons}, {@code episodes}, {@code cast} and {@code thumbnails}
     * @param rows    all rows that these are from, its own first
     */
    record Item(Map<String, Object> members, List<Row> rows) {

        /** {@return its own row} */
        public Row row() {
            return rows.getFirst();
        }
    }

    /**
     * A row that no item comes from.
     *
     * @param isTable whether it stands for all rows of its table
     */
    record Remainder(String table, String id, String reason, boolean isTable) {
    }

    /**
     * Passes on all items.
     *
     * @param parts whether with what belongs to them
     * @throws SourceException if the rest can't be read
     */
    void items(boolean parts, Consumer<Item> items) throws SourceException;

    /**
     * Passes on what belongs to no item.
     *
     * @throws SourceException if the rest can't be read
     */
    void remainders(Consumer<Remainder> remainders) throws SourceException;

    @Override
    void close();
}

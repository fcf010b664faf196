package org.reelgraph.storage.sqlite;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement that inserts one row of parameters, and can insert several rows as well. If the table has triggers, SQLite
 * notes for each statement what it takes to undo it, so that several rows of one statement are inserted in less than
 * half the time. Without triggers a row is inserted as fast alone, and the tables of the full-text index are slower.
 *
 * @param table the table's name
 * @param start the text before the row
 * @param row   the row's parameters
 * @param end   the text after the row
 */
record MultiRowInsert(String table, String start, String row, String end) {

    /** How many rows a statement of several has, most first. */
    static final List<Integer> SIZES = List.of(64, 8, 2);

    private static final Pattern ONE_ROW = Pattern.compile(
            "(INSERT\\s+INTO\\s+(\\w+)\\s.*\\sVALUES\\s*)(\\([?,\\s]+\\))(?!\\s*,)(.*)", Pattern.DOTALL);

    /** {@return the statement with this text, if it inserts one row of parameters} */
    static Optional<MultiRowInsert> of(String sql) {
        var parts = ONE_ROW.matcher(sql);
        return parts.matches()
                ? Optional.of(new MultiRowInsert(parts.group(2), parts.group(1), parts.group(3), parts.group(4)))
                : Optional.empty();
    }

    /** {@return the statement for this many rows} */
    String ofRows(int rows) {
        return start + String.join(", ", Collections.nCopies(rows, row)) + end;
    }
}

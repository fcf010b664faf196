package org.reelgraph.storage.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.reelgraph.storage.salvage.UnreadPart;
import org.reelgraph.storage.tables.Table;

/**
 * Reads the rows of a table around what is damaged, by a number that orders them. A page that can't be read ends a scan,
 * so what is behind it is scanned from the other end; and what is left between two such pages is halved, again and
 * again, to find rows between them.
 */
final class DamagedTable {

    /** What orders the rows of most tables. */
    static final String ROW_ID = "_rowid_";

    // The window of a page that can't be read stays when it is halved however often.
    private static final int MOST_HALVINGS = 13;

    private final Connection database;
    private final String label;
    private final int step;
    private final String ascending;
    private final String descending;
    private final Receiver receiver;
    private final List<UnreadPart> unread = new ArrayList<>();

    /**
     * @param key      the column by which rows are ordered, which holds whole numbers
     * @param isUnique whether each row has a number of its own; if not, rows may be taken twice
     * @param columns  those that are read, as they stand in statements
     */
    DamagedTable(Connection database, String table, String key, boolean isUnique, String columns, Receiver receiver) {
        this.database = database;
        this.label = key.equals(ROW_ID) ? "row id" : key.replace("\"", "");
        this.step = isUnique ? 1 : 0;
        this.receiver = receiver;
        var select = "SELECT " + key + ", " + columns + " FROM " + Table.quoted(table) + " WHERE " + key
                + " BETWEEN ? AND ? ORDER BY " + key;
        this.ascending = select;
        this.descending = select + " DESC";
    }

    /** Takes rows. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Takes the current row, whose columns begin with the second one.
         *
         * @throws SQLException if it can't be read
         */
        void take(ResultSet row) throws SQLException;
    }

    /**
     * How far a scan came.
     *
     * @param last   the number of the last row; empty if it came to none
     * @param isDone whether it came to its end
     */
    private record Scan(OptionalLong last, boolean isDone) {

        private boolean isAnyUse() {
            return isDone || last.isPresent();
        }
    }

    /** {@return what could not be read} */
    List<UnreadPart> read() {
        readFromBothEnds(Long.MIN_VALUE, Long.MAX_VALUE);
        return unread;
    }

    private void readFromBothEnds(long from, long to) {
        var up = scan(ascending, from, to);
        if (up.isDone()) {
            return;
        }
        var first = up.last().isPresent() ? up.last().getAsLong() + step : from;
        var down = scan(descending, first, to);
        if (!down.isDone()) {
            halve(first, down.last().isPresent() ? down.last().getAsLong() - step : to, 0);
        }
    }

    // A scan from either end comes to nothing.
    private void halve(long from, long to, int halvings) {
        if (from > to) {
            return;
        }
        if (from == to || halvings == MOST_HALVINGS) {
            addUnread(from, to);
            return;
        }
        // The sum may be too great a number.
        var middle = (from & to) + ((from ^ to) >> 1);
        var down = scan(descending, from, middle);
        if (!down.isDone()) {
            halve(from, down.last().isPresent() ? down.last().getAsLong() - step : middle,
                    down.isAnyUse() ? 0 : halvings + 1);
        }
        var up = scan(ascending, middle + 1, to);
        if (!up.isDone()) {
            halve(up.last().isPresent() ? up.last().getAsLong() + step : middle + 1, to,
                    up.isAnyUse() ? 0 : halvings + 1);
        }
    }

    private void addUnread(long from, long to) {
        if (!unread.isEmpty() && unread.getLast().to() >= from - 1) {
            unread.set(unread.size() - 1, new UnreadPart(label, unread.getLast().from(), to));
        } else {
            unread.add(new UnreadPart(label, from, to));
        }
    }

    private Scan scan(String select, long from, long to) {
        var last = OptionalLong.empty();
        try (var statement = database.prepareStatement(select)) {
            statement.setLong(1, from);
            statement.setLong(2, to);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var number = rows.getLong(1);
                    if (number < from || number > to) {
                        return new Scan(last, false);
                    }
                    receiver.take(rows);
                    last = OptionalLong.of(number);
                }
                return new Scan(last, true);
            }
        } catch (SQLException e) {
            return new Scan(last, false); // it is damaged there, which is told as what could not be read
        }
    }
}

package org.reelgraph.graphql.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Missing;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Condition.Present;
import org.reelgraph.storage.sql.SortKey;

/**
 * The order of a list, most significant key first; ids break ties. A cursor holds the values of a row's sort keys, so
 * that the next page starts there in the index.
 *
 * @param of   what the list can be ordered by
 * @param keys at least one
 */
public record KeysetOrder<T>(SortFields<T> of, List<Key<T>> keys) {

    private static final String ID = "id";
    private static final String NULL = "-";
    private static final String VALUE = "=";

    /**
     * One key of the order.
     *
     * @param nullsFirst whether rows without a value come first, in either direction
     * @param start      where a ring starts
     */
    public record Key<T>(SortField<T> field, boolean descending, boolean nullsFirst, long start) {

        private Key<T> reversed() {
            return new Key<>(field, !descending, !nullsFirst, start);
        }

        private SortKey asIs() {
            return new SortKey(field.column(), descending);
        }

        private SortKey filledUp() {
            return new SortKey(field.filledUp(), descending);
        }

        @Override
        public String toString() {
            return field.name() + " " + descending + " " + nullsFirst + " " + start;
        }
    }

    // A list is read in one piece if every row has a value. Otherwise, the rows with a value and those without are read
    // one after the other, each along an index. A ring is cut open at its start and, in the index, at its end.
    private enum Piece {
        WHOLE, WITH_VALUE, WITHOUT_VALUE, FROM_START, BEFORE_START
    }

    /** {@return the reverse order} */
    public KeysetOrder<T> reversed() {
        return new KeysetOrder<>(of, keys.stream().map(Key::reversed).toList());
    }

    /** {@return the number of values in a cursor} */
    public int values() {
        return keys.size() + 1;
    }

    /** {@return the values of a row's cursor} */
    public Object[] values(T row) {
        return Stream.concat(keys.stream().map(key -> key.field().value().apply(row))
                .map(value -> value == null ? NULL : VALUE + value), Stream.of(of.id().applyAsLong(row))).toArray();
    }

    /**
     * {@return the remaining parts of the list in this order}
     *
     * @param from the cursor to continue from
     */
    public List<ListPart> parts(Optional<Cursor> from) {
        var reached = from.map(this::pieceOf);
        return pieces().stream().dropWhile(piece -> reached.isPresent() && piece != reached.get())
                .map(piece -> part(piece, from.filter(cursor -> piece == reached.get()))).toList();
    }

    private List<Piece> pieces() {
        var key = keys.getFirst();
        if (key.field().isRing()) {
            return key.descending()
                    ? List.of(Piece.BEFORE_START, Piece.FROM_START)
                    : List.of(Piece.FROM_START, Piece.BEFORE_START);
        }
        if (!key.field().isNullable()) {
            return List.of(Piece.WHOLE);
        }
        return key.nullsFirst()
                ? List.of(Piece.WITHOUT_VALUE, Piece.WITH_VALUE)
                : List.of(Piece.WITH_VALUE, Piece.WITHOUT_VALUE);
    }

    private Piece pieceOf(Cursor cursor) {
        var key = keys.getFirst();
        if (key.field().isRing()) {
            return (long) value(cursor, 0) >= key.start() ? Piece.FROM_START : Piece.BEFORE_START;
        }
        if (!key.field().isNullable()) {
            return Piece.WHOLE;
        }
        return isNull(cursor, 0) ? Piece.WITHOUT_VALUE : Piece.WITH_VALUE;
    }

    private ListPart part(Piece piece, Optional<Cursor> from) {
        return new ListPart(condition(piece), columns(piece), from.map(cursor -> values(cursor, piece)));
    }

    private Optional<Condition> condition(Piece piece) {
        var first = keys.getFirst();
        return switch (piece) {
            case WHOLE -> Optional.empty();
            case WITH_VALUE -> Optional.of(new Present(first.field().columnName()));
            case WITHOUT_VALUE -> Optional.of(new Missing(first.field().columnName()));
            case FROM_START -> Optional.of(
                    new Comparison(first.field().columnName(), Operator.GREATER_OR_EQUAL, first.start()));
            case BEFORE_START -> Optional.of(new Comparison(first.field().columnName(), Operator.LESS, first.start()));
        };
    }

    private List<SortKey> columns(Piece piece) {
        var columns = new ArrayList<SortKey>();
        var first = keys.getFirst();
        if (piece != Piece.WITHOUT_VALUE) {
            columns.add(first.asIs());
        }
        for (var key : keys.subList(1, keys.size())) {
            if (key.field().isNullable()) {
                columns.add(new SortKey(key.field().isMissing(), key.nullsFirst()));
            }
            columns.add(key.filledUp());
        }
        columns.add(SortKey.of(ID, of.tieBreaker() == TieBreaker.LIKE_THE_FIRST_FIELD && first.descending()));
        return columns;
    }

    private List<Object> values(Cursor cursor, Piece piece) {
        var values = new ArrayList<Object>();
        if (piece != Piece.WITHOUT_VALUE) {
            values.add(value(cursor, 0));
        }
        for (var i = 1; i < keys.size(); i++) {
            var field = keys.get(i).field();
            if (field.isNullable()) {
                values.add(isNull(cursor, i) ? 1 : 0);
            }
            values.add(field.isNullable() && isNull(cursor, i) ? field.type().placeholder() : value(cursor, i));
        }
        values.add(cursor.number(keys.size()));
        return values;
    }

    private static boolean isNull(Cursor cursor, int index) {
        return cursor.values().get(index).equals(NULL);
    }

    private Object value(Cursor cursor, int index) {
        var text = cursor.values().get(index);
        if (!text.startsWith(VALUE)) {
            throw Cursor.madeUp();
        }
        return keys.get(index).field().type().read(text.substring(VALUE.length()));
    }

    /** {@return a text that identifies the order; it stays the same after a restart} */
    @Override
    public String toString() {
        return keys.stream().map(Key::toString).collect(Collectors.joining(", "));
    }
}

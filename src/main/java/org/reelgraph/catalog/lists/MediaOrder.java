package org.reelgraph.catalog.lists;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Select.SortKey;

/**
 * What a list of media is ordered by, first things first; ids tell apart what is the same in all of it.
 *
 * @param keys at least one
 */
record MediaOrder(List<Key> keys) {

    private static final int MAX = 4;
    private static final MediaOrder BY_TITLE = new MediaOrder(List.of(new Key(Field.TITLE, false, false, 0)));
    private static final Set<Field> OF_CARDS = EnumSet.of(Field.TITLE, Field.YEAR, Field.RATING);
    private static final String NULL = "-";
    private static final String VALUE = "=";

    /**
     * One thing media are ordered by.
     *
     * @param nullsFirst whether those without a value come first, whatever the direction
     * @param start      where the random order starts, which is a ring
     */
    record Key(Field field, boolean descending, boolean nullsFirst, long start) {

        private static Key of(Map<String, Object> input) {
            var seed = input.get("seed") instanceof Integer given ? given : 0;
            return new Key(Field.valueOf((String) input.get("field")), "DESC".equals(input.get("direction")),
                    "FIRST".equals(input.get("nulls")), new SplittableRandom(seed).nextLong());
        }

        Key reversed() {
            return new Key(field, !descending, !nullsFirst, start);
        }
    }

    // A list is read in one piece where every item has a value; otherwise those with one and those without, each along an
    // index, one after the other. The ring of the random order is cut open at its start and, in the index, at its end.
    private enum Extent {
        WHOLE, WITH_VALUE, WITHOUT_VALUE, FROM_START, BEFORE_START
    }

    /** What media can be ordered by. */
    enum Field {
        TITLE("sort_key", false, "''", text -> text, MediaItem::sortKey), //
        YEAR("year", true, "0", Long::valueOf, MediaItem::year), //
        ADDED_AT("added_at", true, "0", Long::valueOf, item -> millis(item.addedAt())), //
        LAST_ADDED_AT("last_added_at", false, "0", Long::valueOf, item -> millis(item.lastAddedAt())), //
        UPDATED_AT("updated_at", false, "0", Long::valueOf, item -> millis(item.updatedAt())), //
        RELEASED_ON("released_on", true, "''", text -> text, item -> text(item.releasedOn())), //
        RATING("rating", true, "0", Double::valueOf, MediaItem::rating), //
        DURATION("duration_seconds", true, "0", Long::valueOf, MediaItem::durationSeconds), //
        RANDOM("shuffle", false, "0", Long::valueOf, MediaItem::shuffle);

        private final String column;
        private final boolean nullable;
        private final String instead;
        private final Function<String, Object> reader;
        private final Function<MediaItem, Object> value;

        Field(String column, boolean nullable, String instead, Function<String, Object> reader,
                Function<MediaItem, Object> value) {
            this.column = column;
            this.nullable = nullable;
            this.instead = instead;
            this.reader = reader;
            this.value = value;
        }

        private static @Nullable Long millis(@Nullable Instant instant) {
            return instant == null ? null : instant.toEpochMilli();
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    /**
     * {@return the order of an argument; by title where none is given}
     *
     * @throws RequestException where it is too long, or random and something else
     */
    static MediaOrder of(@Nullable List<Map<String, Object>> input) {
        if (input == null || input.isEmpty()) {
            return BY_TITLE;
        }
        if (input.size() > MAX) {
            throw RequestException.badInput("The argument 'orderBy' takes at most " + MAX + " fields.");
        }
        var keys = input.stream().map(Key::of).toList();
        if (keys.size() > 1 && keys.stream().anyMatch(key -> key.field() == Field.RANDOM)) {
            throw RequestException.badInput("The argument 'orderBy' takes RANDOM alone, or not.");
        }
        return new MediaOrder(keys);
    }

    /** {@return the same order from its end} */
    MediaOrder reversed() {
        return new MediaOrder(keys.stream().map(Key::reversed).toList());
    }

    /** {@return whether a card has all that it orders by} */
    boolean isOfCards() {
        return OF_CARDS.containsAll(keys.stream().map(Key::field).toList());
    }

    /** {@return how many values a cursor holds} */
    int values() {
        return keys.size() + 1;
    }

    /** {@return what a cursor holds of an item} */
    Object[] values(MediaItem item) {
        return Stream.concat(keys.stream().map(key -> key.field().value.apply(item))
                .map(value -> value == null ? NULL : VALUE + value), Stream.of(item.id())).toArray();
    }

    /**
     * {@return the parts that are left of the list in this order}
     *
     * @param from the place to go on from
     */
    List<ListPart> parts(Optional<Cursor> from) {
        var reached = from.map(this::extentOf);
        return extents().stream().dropWhile(extent -> reached.isPresent() && extent != reached.get())
                .map(extent -> part(extent, from.filter(cursor -> extent == reached.get()))).toList();
    }

    private List<Extent> extents() {
        var key = keys.getFirst();
        if (key.field() == Field.RANDOM) {
            return key.descending()
                    ? List.of(Extent.BEFORE_START, Extent.FROM_START)
                    : List.of(Extent.FROM_START, Extent.BEFORE_START);
        }
        if (!key.field().nullable) {
            return List.of(Extent.WHOLE);
        }
        return key.nullsFirst()
                ? List.of(Extent.WITHOUT_VALUE, Extent.WITH_VALUE)
                : List.of(Extent.WITH_VALUE, Extent.WITHOUT_VALUE);
    }

    private Extent extentOf(Cursor cursor) {
        var key = keys.getFirst();
        if (key.field() == Field.RANDOM) {
            return (long) value(cursor, 0) >= key.start() ? Extent.FROM_START : Extent.BEFORE_START;
        }
        if (!key.field().nullable) {
            return Extent.WHOLE;
        }
        return isNull(cursor, 0) ? Extent.WITHOUT_VALUE : Extent.WITH_VALUE;
    }

    private ListPart part(Extent extent, Optional<Cursor> from) {
        var first = keys.getFirst();
        var column = first.field().column;
        var condition = switch (extent) {
            case WHOLE -> Optional.<Condition>empty();
            case WITH_VALUE -> Optional.of(Condition.of(column + " IS NOT NULL"));
            case WITHOUT_VALUE -> Optional.of(Condition.of(column + " IS NULL"));
            case FROM_START -> Optional.of(Condition.of(column + " >= ?", first.start()));
            case BEFORE_START -> Optional.of(Condition.of(column + " < ?", first.start()));
        };
        return new ListPart(condition, columns(extent), from.map(cursor -> values(cursor, extent)));
    }

    private List<SortKey> columns(Extent extent) {
        var columns = new ArrayList<SortKey>();
        var first = keys.getFirst();
        if (extent != Extent.WITHOUT_VALUE) {
            columns.add(new SortKey(first.field().column, first.descending()));
        }
        keys.stream().skip(1).forEach(key -> addTo(columns, key));
        columns.add(new SortKey("id", first.descending()));
        return columns;
    }

    private static void addTo(List<SortKey> columns, Key key) {
        if (key.field().nullable) {
            columns.add(new SortKey("(" + key.field().column + " IS NULL)", key.nullsFirst()));
        }
        columns.add(new SortKey("coalesce(" + key.field().column + ", " + key.field().instead + ")",
                key.descending()));
    }

    private List<Object> values(Cursor cursor, Extent extent) {
        var values = new ArrayList<Object>();
        if (extent != Extent.WITHOUT_VALUE) {
            values.add(value(cursor, 0));
        }
        for (var i = 1; i < keys.size(); i++) {
            var field = keys.get(i).field();
            if (field.nullable) {
                values.add(isNull(cursor, i) ? 1 : 0);
            }
            values.add(isNull(cursor, i) ? instead(field) : value(cursor, i));
        }
        values.add(cursor.number(keys.size()));
        return values;
    }

    private static Object instead(Field field) {
        return field.instead.equals("0") ? (Object) 0 : "";
    }

    private static boolean isNull(Cursor cursor, int index) {
        return cursor.values().get(index).equals(NULL);
    }

    private Object value(Cursor cursor, int index) {
        var text = cursor.values().get(index);
        if (!text.startsWith(VALUE)) {
            throw Cursor.madeUp();
        }
        try {
            return keys.get(index).field().reader.apply(text.substring(VALUE.length()));
        } catch (NumberFormatException e) {
            throw Cursor.madeUp();
        }
    }
}

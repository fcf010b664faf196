package org.reelgraph.catalog;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reelgraph.graphql.Cursor;
import org.reelgraph.graphql.RequestException;
import org.reelgraph.storage.Select;
import org.reelgraph.storage.Select.SortKey;

/**
 * What a list of media is ordered by, first things first; ids tell apart what is the same in all of it.
 *
 * @param keys at least one
 */
record MediaOrder(List<Key> keys) {

    private static final int MOST = 4;
    private static final MediaOrder BY_TITLE = new MediaOrder(List.of(new Key(Field.TITLE, false, false)));
    private static final String NULL = "-";
    private static final String VALUE = "=";

    /**
     * One thing media are ordered by.
     *
     * @param nullsFirst whether those without a value come first, whatever the direction
     */
    record Key(Field field, boolean descending, boolean nullsFirst) {

        Key reversed() {
            return new Key(field, !descending, !nullsFirst);
        }
    }

    /** What media can be ordered by. */
    enum Field {
        TITLE("sort_key", false, "''", text -> text, MediaItem::sortKey), //
        YEAR("year", true, "0", Long::valueOf, MediaItem::year), //
        ADDED_AT("added_at", true, "0", Long::valueOf, item -> millis(item.addedAt())), //
        UPDATED_AT("updated_at", false, "0", Long::valueOf, item -> millis(item.updatedAt())), //
        RELEASED_ON("released_on", true, "''", text -> text, item -> text(item.releasedOn())), //
        RATING("rating", true, "0", Double::valueOf, MediaItem::rating), //
        DURATION("duration_seconds", true, "0", Long::valueOf, MediaItem::durationSeconds);

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
     * @throws RequestException where it is too long
     */
    static MediaOrder of(@Nullable List<Map<String, String>> input) {
        if (input == null || input.isEmpty()) {
            return BY_TITLE;
        }
        if (input.size() > MOST) {
            throw RequestException.badInput("The argument 'orderBy' takes at most " + MOST + " fields.");
        }
        return new MediaOrder(input.stream().map(each -> new Key(Field.valueOf(each.get("field")),
                "DESC".equals(each.get("direction")), "FIRST".equals(each.get("nulls")))).toList());
    }

    /** {@return the same order from its end} */
    MediaOrder reversed() {
        return new MediaOrder(keys.stream().map(Key::reversed).toList());
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
     * {@return the selections that together have all items in this order: those with what they are ordered by first and those
     * without are read one after the other, each along an index}
     *
     * @param from the place to go on from
     */
    List<Select> selections(Supplier<Select> all, Optional<Cursor> from) {
        var first = keys.getFirst();
        if (!first.field().nullable) {
            return List.of(selection(all, from, false));
        }
        var place = from.map(cursor -> isNull(cursor, 0));
        return Stream.of(first.nullsFirst(), !first.nullsFirst())
                .filter(nulls -> place.isEmpty() || place.get() == nulls || place.get() == first.nullsFirst())
                .map(nulls -> selection(all, place.filter(nulls::equals).isPresent() ? from : Optional.empty(), nulls))
                .toList();
    }

    private Select selection(Supplier<Select> all, Optional<Cursor> from, boolean nulls) {
        var first = keys.getFirst();
        var select = all.get();
        if (first.field().nullable) {
            select.where(first.field().column + (nulls ? " IS NULL" : " IS NOT NULL"));
        }
        var columns = new ArrayList<SortKey>();
        if (!nulls) {
            columns.add(new SortKey(first.field().column, first.descending()));
        }
        keys.stream().skip(1).forEach(key -> addTo(columns, key));
        columns.add(new SortKey("id", first.descending()));
        select.orderBy(columns);
        return from.map(cursor -> select.after(values(cursor, nulls))).orElse(select);
    }

    private static void addTo(List<SortKey> columns, Key key) {
        if (key.field().nullable) {
            columns.add(new SortKey("(" + key.field().column + " IS NULL)", key.nullsFirst()));
        }
        columns.add(new SortKey("coalesce(" + key.field().column + ", " + key.field().instead + ")",
                key.descending()));
    }

    private List<Object> values(Cursor cursor, boolean nulls) {
        var values = new ArrayList<Object>();
        if (!nulls) {
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

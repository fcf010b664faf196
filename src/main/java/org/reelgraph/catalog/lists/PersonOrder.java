package org.reelgraph.catalog.lists;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.storage.Select.SortKey;

/** What people are ordered by, first things first; ids, which are given in the order of time, tell apart who is the same in all of it. */
record PersonOrder(List<Key> keys) {

    private static final int MAX = 2;

    /** One thing people are ordered by. */
    record Key(Field field, boolean descending) {
    }

    /** What people can be ordered by. */
    enum Field {
        NAME("sort_key"), CREATED_AT("id");

        private final String column;

        Field(String column) {
            this.column = column;
        }
    }

    /**
     * {@return the order of an argument; by name where none is given}
     *
     * @throws RequestException where it is too long
     */
    static PersonOrder of(@Nullable List<Map<String, String>> input) {
        var given = input == null || input.isEmpty() ? List.of(Map.of("field", "NAME")) : input;
        if (given.size() > MAX) {
            throw RequestException.badInput("The argument 'orderBy' takes at most " + MAX + " fields.");
        }
        return new PersonOrder(given.stream()
                .map(each -> new Key(Field.valueOf(each.get("field")), "DESC".equals(each.get("direction")))).toList());
    }

    /** {@return the same order from its end} */
    PersonOrder reversed() {
        return new PersonOrder(keys.stream().map(key -> new Key(key.field(), !key.descending())).toList());
    }

    /** {@return how many values a cursor holds} */
    int values() {
        return keys.size() + 1;
    }

    /** {@return what a cursor holds of a person} */
    Object[] values(Person person, SortKeys sortKeys) {
        return Stream.concat(keys.stream().map(key -> key.field() == Field.NAME
                ? sortKeys.of(person.name())
                : (Object) person.id()), Stream.of(person.id())).toArray();
    }

    /** {@return the list in this order, from a place on} */
    ListPart part(Optional<Cursor> from) {
        var order = Stream.concat(keys.stream().map(key -> new SortKey(key.field().column, key.descending())),
                Stream.of(new SortKey("id", keys.getFirst().descending()))).toList();
        return new ListPart(Optional.empty(), order, from.map(this::values));
    }

    private List<Object> values(Cursor cursor) {
        return Stream.concat(
                Stream.iterate(0, i -> i < keys.size(), i -> i + 1).map(i -> keys.get(i).field() == Field.NAME
                        ? cursor.values().get(i)
                        : (Object) cursor.number(i)),
                Stream.of(cursor.number(keys.size()))).toList();
    }
}

package org.reelgraph.graphql.paging;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.KeysetOrder.Key;

/**
 * The fields that a list's rows can be ordered by.
 *
 * @param fields     the first one is the default order
 * @param most       maximum number of fields in one order
 * @param id         returns a row's unique id
 * @param tieBreaker the direction of ids
 */
public record SortFields<T>(List<SortField<T>> fields, int most, ToLongFunction<T> id, TieBreaker tieBreaker) {

    /** The direction of ids among rows that are equal in all other keys. */
    public enum TieBreaker {
        ASCENDING, LIKE_THE_FIRST_FIELD
    }

    /**
     * {@return the order in the argument {@code orderBy}}
     *
     * @throws RequestException if it has too many fields, or combines a ring with other fields
     */
    public KeysetOrder<T> order(@Nullable List<Map<String, Object>> input) {
        if (input == null || input.isEmpty()) {
            return new KeysetOrder<>(this, List.of(new Key<>(fields.getFirst(), false, false, 0)));
        }
        if (input.size() > most) {
            throw RequestException.badInput("The argument 'orderBy' takes at most " + most + " fields.");
        }
        var keys = input.stream().map(this::key).toList();
        if (keys.size() > 1) {
            keys.stream().map(Key::field).filter(SortField::isRing).findFirst().ifPresent(ring -> {
                throw RequestException.badInput("The argument 'orderBy' can't combine " + ring.name()
                        + " with other fields: give it alone, or leave it out.");
            });
        }
        return new KeysetOrder<>(this, keys);
    }

    /** {@return whether the argument {@code orderBy} names only these fields} */
    public boolean cover(@Nullable List<Map<String, Object>> input) {
        return input == null || input.stream()
                .allMatch(key -> fields.stream().anyMatch(field -> field.name().equals(key.get("field"))));
    }

    private Key<T> key(Map<String, Object> input) {
        var seed = input.get("seed") instanceof Integer given ? given : 0;
        return new Key<>(field((String) Objects.requireNonNull(input.get("field"), "The schema requires it.")),
                "DESC".equals(input.get("direction")),
                "FIRST".equals(input.get("nulls")), new SplittableRandom(seed).nextLong());
    }

    private SortField<T> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("Schema and code don't agree on '" + name + "'."));
    }
}

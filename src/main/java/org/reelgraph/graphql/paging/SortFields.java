package org.reelgraph.graphql.paging;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.KeysetOrder.Key;

/**
 * What the rows of a list can be ordered by.
 *
 * @param fields     of which the first is the order where none is asked for
 * @param most       how many can be asked for at once
 * @param id         of a row, which tells any two apart
 * @param tieBreaker which way ids go
 */
public record SortFields<T>(List<SortField<T>> fields, int most, ToLongFunction<T> id, TieBreaker tieBreaker) {

    /** Which way rows go by id that are the same in all that they are ordered by. */
    public enum TieBreaker {
        ASCENDING, LIKE_THE_FIRST_FIELD
    }

    /**
     * {@return the order of the argument {@code orderBy}}
     *
     * @throws RequestException where it is too long, or a ring and something else
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
                throw RequestException.badInput("The argument 'orderBy' takes " + ring.name() + " alone, or not.");
            });
        }
        return new KeysetOrder<>(this, keys);
    }

    private Key<T> key(Map<String, Object> input) {
        var seed = input.get("seed") instanceof Integer given ? given : 0;
        return new Key<>(field((String) input.get("field")), "DESC".equals(input.get("direction")),
                "FIRST".equals(input.get("nulls")), new SplittableRandom(seed).nextLong());
    }

    private SortField<T> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("Schema and code don't agree on '" + name + "'."));
    }
}

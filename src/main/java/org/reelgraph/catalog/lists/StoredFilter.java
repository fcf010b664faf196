package org.reelgraph.catalog.lists;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.DateScalars;

/** A filter as a job's row keeps it, with days and instants as texts. */
public final class StoredFilter {

    private static final Set<String> INSTANTS = Set.of("addedAt", "updatedAt");
    private static final String DAYS = "releasedOn";

    private StoredFilter() {
    }

    /** {@return the filter as {@link FilterReader} reads it; none if the value is no filter} */
    public static Map<String, Object> read(@Nullable Object filter) {
        return filter instanceof Map<?, ?> members ? typed(members) : Map.of();
    }

    private static Map<String, Object> typed(Map<?, ?> filter) {
        var typed = new HashMap<String, Object>();
        filter.forEach((name, value) -> typed.put(name.toString(), switch (name.toString()) {
            case DAYS -> range(value, true);
            case String instants when INSTANTS.contains(instants) -> range(value, false);
            default -> nested(value);
        }));
        return typed;
    }

    private static Object nested(Object value) {
        return switch (value) {
            case Map<?, ?> filter -> typed(filter);
            case List<?> list -> list.stream().map(StoredFilter::nested).toList();
            case null, default -> value;
        };
    }

    private static Object range(Object value, boolean isOfDays) {
        if (!(value instanceof Map<?, ?> range)) {
            return value;
        }
        var typed = new HashMap<String, Object>();
        range.forEach((name, end) -> typed.put(name.toString(), !(end instanceof String text)
                ? end
                : isOfDays ? DateScalars.date(text) : DateScalars.instant(text)));
        return typed;
    }
}

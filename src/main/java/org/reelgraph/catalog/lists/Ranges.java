package org.reelgraph.catalog.lists;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.DateScalars;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Between;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Operator;

/** The conditions of filters of numbers, days and instants. */
public final class Ranges {

    private Ranges() {
    }

    /** {@return the condition of an IntFilter or a FloatFilter} */
    public static Condition ofNumbers(String column, Map<String, Object> filter) {
        var all = new ArrayList<Condition>();
        Optional.ofNullable(filter.get("equals")).ifPresent(value -> all.add(new Between(column, value, value)));
        Optional.ofNullable((List<?>) filter.get("in")).ifPresent(values -> all.add(oneOf(column, values)));
        all.add(filter.get("from") instanceof Double || filter.get("to") instanceof Double
                ? between(column, number(filter, "from", Double.class), number(filter, "to", Double.class),
                        number -> number)
                : between(column, number(filter, "from", Integer.class), number(filter, "to", Integer.class),
                        number -> number));
        return Condition.all(all);
    }

    private static <N> Optional<N> number(Map<String, Object> filter, String name, Class<N> type) {
        return Optional.ofNullable(filter.get(name)).map(type::cast);
    }

    /** {@return the condition of a DateFilter} */
    public static Condition ofDays(String column, Map<String, Object> filter) {
        return between(column, DateScalars.day(filter, "from"), DateScalars.day(filter, "to"),
                LocalDate::toString);
    }

    /** {@return the condition of a DateTimeFilter} */
    public static Condition ofInstants(String column, Map<String, Object> filter) {
        return between(column, DateScalars.instant(filter, "from"), DateScalars.instant(filter, "to"),
                Instant::toEpochMilli);
    }

    // Without statistics, SQLite prefers an index that has the column along it to one that finds a value by it, but not
    // to one that finds a range.
    private static Condition oneOf(String column, List<?> values) {
        var any = Condition.oneOf(column, FilterReader.bounded("in", values));
        var ordered = values.stream().sorted(Comparator.comparingDouble(value -> ((Number) value).doubleValue()))
                .toList();
        return ordered.isEmpty()
                ? any
                : Condition.all(List.of(new Between(column, ordered.getFirst(), ordered.getLast()), any));
    }

    private static <T extends Comparable<? super T>> Condition between(String column, Optional<T> from,
            Optional<T> to, Function<T, Object> value) {
        if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) > 0) {
            throw RequestException.badInput("The range from " + from.get() + " to " + to.get() + " is empty.");
        }
        var all = new ArrayList<Condition>();
        from.ifPresent(given -> all.add(new Comparison(column, Operator.GREATER_OR_EQUAL, value.apply(given))));
        to.ifPresent(given -> all.add(new Comparison(column, Operator.LESS_OR_EQUAL, value.apply(given))));
        return Condition.all(all);
    }
}

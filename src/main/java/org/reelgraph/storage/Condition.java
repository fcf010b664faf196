package org.reelgraph.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What rows have to be like, in SQL. Every value is a parameter; what is text in the statement comes of the program alone.
 *
 * @param sql    an expression that stands for itself
 * @param values of its parameters, in order
 */
public record Condition(String sql, List<Object> values) {

    /** What holds for every row. */
    public static final Condition ALWAYS = of("TRUE");

    /** What holds for no row. */
    public static final Condition NEVER = of("FALSE");

    /** {@return the condition of this expression} */
    public static Condition of(String sql, Object... values) {
        return new Condition(sql, List.copyOf(Arrays.asList(values)));
    }

    /** {@return what holds where all of these do; always where there are none} */
    public static Condition all(List<Condition> conditions) {
        return joined(conditions, " AND ", ALWAYS);
    }

    /** {@return what holds where any of these does; never where there are none} */
    public static Condition any(List<Condition> conditions) {
        return joined(conditions, " OR ", NEVER);
    }

    /** {@return what holds where this doesn't, also where this can't be told, as what it is about is missing} */
    public Condition negated() {
        return new Condition("(" + sql + ") IS NOT TRUE", values);
    }

    private static Condition joined(List<Condition> conditions, String by, Condition ofNone) {
        if (conditions.size() < 2) {
            return conditions.isEmpty() ? ofNone : conditions.getFirst();
        }
        var values = new ArrayList<Object>();
        conditions.forEach(condition -> values.addAll(condition.values()));
        return new Condition(conditions.stream().map(condition -> "(" + condition.sql() + ")")
                .collect(Collectors.joining(by)), List.copyOf(values));
    }
}

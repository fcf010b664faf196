package org.reelgraph.storage.sql;

import java.util.Arrays;
import java.util.List;

/**
 * A condition on rows, as a tree that is independent of the database. Every value becomes a parameter. Names of columns
 * come only from the program, and have the table's alias if a statement has several tables.
 */
public sealed interface Condition {

    /** Is true for every row. */
    Condition ALWAYS = new Constant(true);

    /** Is true for no row. */
    Condition NEVER = new Constant(false);

    /** How a column and a value are compared. */
    enum Operator {
        EQUAL("="), LESS("<"), LESS_OR_EQUAL("<="), GREATER(">"), GREATER_OR_EQUAL(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** A condition that is true for every row, or for none. */
    record Constant(boolean holds) implements Condition {
    }

    /** True if all parts are true; there are at least two. */
    record All(List<Condition> parts) implements Condition {
    }

    /** True if any part is true; there are at least two. */
    record Any(List<Condition> parts) implements Condition {
    }

    /** True if the part is false, or unknown because a value is missing. */
    record Not(Condition part) implements Condition {
    }

    /**
     * A column compared with a value.
     *
     * @param ignoringCase whether the case of A to Z is ignored
     */
    record Comparison(String column, Operator operator, Object value, boolean ignoringCase) implements Condition {

        /** A comparison of values as they are. */
        public Comparison(String column, Operator operator, Object value) {
            this(column, operator, value, false);
        }
    }

    /** A column between two values, or equal to one of them. */
    record Between(String column, Object from, Object to) implements Condition {
    }

    /** A column that has the same value as another. */
    record SameAs(String column, String other) implements Condition {
    }

    /** A column with a value. */
    record Present(String column) implements Condition {
    }

    /** A column without a value. */
    record Missing(String column) implements Condition {
    }

    /**
     * A column that has one of these values, which are numbers or texts.
     *
     * @param ignoringCase whether the case of A to Z is ignored
     */
    record OneOf(String column, List<?> values, boolean ignoringCase) implements Condition {
    }

    /**
     * A column that contains a text.
     *
     * @param ignoringCase whether the case of A to Z is ignored
     */
    record Contains(String column, String text, boolean ignoringCase) implements Condition {
    }

    /** A column whose value is among the results of any of these queries. */
    record In(String column, List<Subquery> queries) implements Condition {
    }

    /** A subquery that returns at least one row. */
    record Exists(Subquery query) implements Condition {
    }

    /** A column with a JSON array of objects, one of which has a member with this value. */
    record HasMember(String column, String member, Object value) implements Condition {
    }

    /** A hint to the planner: about half of the rows match, so any other index is better. */
    record Unselective(Condition part) implements Condition {
    }

    /** A hint to the planner not to use an index for this condition. */
    record Unindexed(Condition part) implements Condition {
    }

    /** An SQL expression that only one repository needs, and the values of its parameters in order. */
    record Fragment(String sql, List<Object> values) implements Condition {
    }

    /** {@return the condition that a column equals a value} */
    static Condition equal(String column, Object value) {
        return new Comparison(column, Operator.EQUAL, value);
    }

    /** {@return the condition that a column has one of these values} */
    static Condition oneOf(String column, List<?> values) {
        return new OneOf(column, values, false);
    }

    /** {@return the condition that a column's value is among the results of a query} */
    static Condition in(String column, Subquery query) {
        return new In(column, List.of(query));
    }

    /** {@return the condition of an SQL expression; for classes that hold SQL} */
    static Condition sql(String expression, Object... values) {
        return new Fragment(expression, List.copyOf(Arrays.asList(values)));
    }

    /** {@return the condition that all of these are true; true if there are none} */
    static Condition all(List<? extends Condition> conditions) {
        return switch (conditions.size()) {
            case 0 -> ALWAYS;
            case 1 -> conditions.getFirst();
            default -> new All(List.copyOf(conditions));
        };
    }

    /** {@return the condition that any of these is true; false if there are none} */
    static Condition any(List<? extends Condition> conditions) {
        return switch (conditions.size()) {
            case 0 -> NEVER;
            case 1 -> conditions.getFirst();
            default -> new Any(List.copyOf(conditions));
        };
    }

    /** {@return the condition that this one is false, or unknown because a value is missing} */
    default Condition negated() {
        return new Not(this);
    }
}

package org.reelgraph.storage.sql;

import java.util.Arrays;
import java.util.List;

/**
 * What rows have to be like: a tree that knows no database. Every value becomes a parameter; a column's name comes from
 * the program alone and is qualified by its table's alias where a statement has several tables.
 */
public sealed interface Condition {

    /** What holds for every row. */
    Condition ALWAYS = new Constant(true);

    /** What holds for no row. */
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

    /** What holds for every row, or for none. */
    record Constant(boolean holds) implements Condition {
    }

    /** What holds where all parts do; there are at least two. */
    record All(List<Condition> parts) implements Condition {
    }

    /** What holds where any part does; there are at least two. */
    record Any(List<Condition> parts) implements Condition {
    }

    /** What holds where the part doesn't, also where a missing value leaves that open. */
    record Not(Condition part) implements Condition {
    }

    /** A column compared with a value. */
    record Comparison(String column, Operator operator, Object value) implements Condition {
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
     * @param ignoringCase whether the case of A to Z makes no difference
     */
    record OneOf(String column, List<?> values, boolean ignoringCase) implements Condition {
    }

    /**
     * A column that contains a text.
     *
     * @param ignoringCase whether the case of A to Z makes no difference
     */
    record Contains(String column, String text, boolean ignoringCase) implements Condition {
    }

    /** A column that has a value which any of these queries gives. */
    record In(String column, List<Subquery> queries) implements Condition {
    }

    /** A subquery that gives any row. */
    record Exists(Subquery query) implements Condition {
    }

    /** A column with a JSON array of objects of which one has this value as a member. */
    record HasMember(String column, String member, Object value) implements Condition {
    }

    /** A hint to the planner: about every second row is so, hence any other index is to be preferred. */
    record Unselective(Condition part) implements Condition {
    }

    /** A hint to the planner: rows are not to be looked for by this. */
    record Unindexed(Condition part) implements Condition {
    }

    /** An expression in SQL that only one repository needs, and the values of its parameters in order. */
    record Fragment(String sql, List<Object> values) implements Condition {
    }

    /** {@return a column's being equal to a value} */
    static Condition equal(String column, Object value) {
        return new Comparison(column, Operator.EQUAL, value);
    }

    /** {@return a column's having one of these values} */
    static Condition oneOf(String column, List<?> values) {
        return new OneOf(column, values, false);
    }

    /** {@return a column's having a value that a query gives} */
    static Condition in(String column, Subquery query) {
        return new In(column, List.of(query));
    }

    /** {@return the condition of an expression in SQL; for repositories and the like} */
    static Condition sql(String expression, Object... values) {
        return new Fragment(expression, List.copyOf(Arrays.asList(values)));
    }

    /** {@return what holds where all of these do; always where there are none} */
    static Condition all(List<? extends Condition> conditions) {
        return switch (conditions.size()) {
            case 0 -> ALWAYS;
            case 1 -> conditions.getFirst();
            default -> new All(List.copyOf(conditions));
        };
    }

    /** {@return what holds where any of these does; never where there are none} */
    static Condition any(List<? extends Condition> conditions) {
        return switch (conditions.size()) {
            case 0 -> NEVER;
            case 1 -> conditions.getFirst();
            default -> new Any(List.copyOf(conditions));
        };
    }

    /** {@return what holds where this doesn't, also where a missing value leaves that open} */
    default Condition negated() {
        return new Not(this);
    }
}

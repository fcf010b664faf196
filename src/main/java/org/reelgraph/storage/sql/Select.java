package org.reelgraph.storage.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A query for rows of one table, with conditions and an order that a client chose. {@link SelectReader} runs it.
 *
 * @param conditions conditions that all rows meet
 * @param order      the sort keys; the last one is unique
 * @param after      the sort values of the row to continue after; empty to start at the beginning
 * @param most       maximum number of rows
 * @param merge      how rows are brought into their order; empty to leave that to the database
 */
public record Select(String table, List<Condition> conditions, List<SortKey> order, Optional<List<Object>> after,
        OptionalInt most, Optional<Merge> merge) {

    /**
     * Rows with each value of a column are read on their own, and merged. Thus, an index that begins with the column gives
     * the order of all rows.
     *
     * @param column the column
     * @param values the values; every row has one of them
     */
    public record Merge(String column, List<?> values) {
    }

    /** {@return all rows of a table} */
    public static Select from(String table) {
        return new Select(table, List.of(), List.of(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** {@return the rows that also meet this condition} */
    public Select where(Condition condition) {
        var all = new ArrayList<>(conditions);
        all.add(condition);
        return new Select(table, List.copyOf(all), order, after, most, merge);
    }

    /** {@return the rows that also meet the condition made from a value; all rows if there is no value} */
    public <T> Select whereGiven(Optional<T> value, Function<T, Condition> condition) {
        return value.map(given -> where(condition.apply(given))).orElse(this);
    }

    /** {@return the rows that also have this value in a column; all rows if there is no value} */
    public Select whereEqual(String column, Optional<?> value) {
        return whereGiven(value, given -> Condition.equal(column, given));
    }

    /** {@return the rows in this order} */
    public Select orderBy(List<SortKey> by) {
        return new Select(table, conditions, List.copyOf(by), after, most, merge);
    }

    /** {@return the rows after the one with these sort values} */
    public Select after(List<Object> place) {
        return new Select(table, conditions, order, Optional.of(place), most, merge);
    }

    /** {@return the first rows, at most this many} */
    public Select limit(int rows) {
        return new Select(table, conditions, order, after, OptionalInt.of(rows), merge);
    }

    /** {@return the same rows, merged of those with each value of a column, of which every row has one} */
    public Select mergedBy(String column, List<?> values) {
        return new Select(table, conditions, order, after, most, Optional.of(new Merge(column, List.copyOf(values))));
    }
}

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
 */
public record Select(String table, List<Condition> conditions, List<SortKey> order, Optional<List<Object>> after,
        OptionalInt most) {

    /** {@return all rows of a table} */
    public static Select from(String table) {
        return new Select(table, List.of(), List.of(), Optional.empty(), OptionalInt.empty());
    }

    /** {@return the rows that also meet this condition} */
    public Select where(Condition condition) {
        var all = new ArrayList<>(conditions);
        all.add(condition);
        return new Select(table, List.copyOf(all), order, after, most);
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
        return new Select(table, conditions, List.copyOf(by), after, most);
    }

    /** {@return the rows after the one with these sort values} */
    public Select after(List<Object> place) {
        return new Select(table, conditions, order, Optional.of(place), most);
    }

    /** {@return the first rows, at most this many} */
    public Select limit(int rows) {
        return new Select(table, conditions, order, after, OptionalInt.of(rows));
    }
}

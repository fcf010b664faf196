package org.reelgraph.storage.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Which rows of one table are read, by the conditions and the order that a client chose, and in which order. {@link
 * SelectReader} reads them.
 *
 * @param conditions that all hold
 * @param order      what the rows are ordered by; what comes last tells any two apart
 * @param after      what the row that the rows come after has of that; nothing where they start at the beginning
 * @param most       how many are read
 */
public record Select(String table, List<Condition> conditions, List<SortKey> order, Optional<List<Object>> after,
        OptionalInt most) {

    /** {@return all rows of a table} */
    public static Select from(String table) {
        return new Select(table, List.of(), List.of(), Optional.empty(), OptionalInt.empty());
    }

    /** {@return those of the rows that this holds for} */
    public Select where(Condition condition) {
        var all = new ArrayList<>(conditions);
        all.add(condition);
        return new Select(table, List.copyOf(all), order, after, most);
    }

    /** {@return those of the rows that this holds for, where there is a value to make it of} */
    public <T> Select whereGiven(Optional<T> value, Function<T, Condition> condition) {
        return value.map(given -> where(condition.apply(given))).orElse(this);
    }

    /** {@return those of the rows that have a value in a column, where one is given} */
    public Select whereEqual(String column, Optional<?> value) {
        return whereGiven(value, given -> Condition.equal(column, given));
    }

    /** {@return the rows in this order} */
    public Select orderBy(List<SortKey> by) {
        return new Select(table, conditions, List.copyOf(by), after, most);
    }

    /** {@return those of the rows that come after the row with these values of what is ordered by} */
    public Select after(List<Object> place) {
        return new Select(table, conditions, order, Optional.of(place), most);
    }

    /** {@return the first of the rows} */
    public Select limit(int rows) {
        return new Select(table, conditions, order, after, OptionalInt.of(rows));
    }
}

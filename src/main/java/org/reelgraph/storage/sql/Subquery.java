package org.reelgraph.storage.sql;

/**
 * A query within a condition.
 *
 * @param column the column that it returns
 * @param table  the table, with its alias if it has one
 * @param where  the condition of its rows
 */
public record Subquery(String column, String table, Condition where) {

    /** {@return the condition that any row of a table meets a condition} */
    public static Condition exists(String table, Condition where) {
        return new Condition.Exists(new Subquery("1", table, where));
    }
}

package org.reelgraph.storage.sql;

/**
 * A query within a condition.
 *
 * @param column what it gives of each row
 * @param table  whose rows it reads, with its alias where it has one
 * @param where  what the rows have to be like
 */
public record Subquery(String column, String table, Condition where) {

    /** {@return whether a table has any row that is so} */
    public static Condition exists(String table, Condition where) {
        return new Condition.Exists(new Subquery("1", table, where));
    }
}

package org.reelgraph.storage.sql;

/**
 * The order of rows that a statement needn't ask for in SQLite, which joins in the order of the tables and would sort
 * what is sorted. It stands in a comment, of which the connection of a database without such an order makes a part of
 * the statement.
 */
public final class KeptOrder {

    /** What comes before the order. */
    public static final String START = " /* ORDER BY ";
    /** What comes after it. */
    public static final String END = " */";

    private KeptOrder() {
    }

    /** {@return the note of an order} */
    public static String by(String order) {
        return START + order + END;
    }
}

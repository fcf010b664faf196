package org.reelgraph.storage.sql;

/**
 * A statement that finds rows by ids, in two forms: in SQLite, a single id costs half as much as unpacking a list.
 *
 * @param one  the text for one id
 * @param many the text for a {@link JsonArray} of ids
 */
public record IdQuery(String one, String many) {

    /** The condition that a column has one of the ids, in the form for a list. */
    public static final String IN = "IN (SELECT value AS wanted FROM " + JsonArray.ROWS + "?))";
    /** The table of the ids and its join with the tables that follow, in the form for a list. */
    public static final String LIST = "(SELECT value AS wanted FROM " + JsonArray.ROWS + "?)) AS list CROSS JOIN ";
    /** The condition that a column has the id of that table. */
    public static final String IN_LIST = "= wanted";
    /** The start of the order that is noted then. */
    public static final String ORDER = KeptOrder.START + "wanted, ";

    private static final String PLACE = "= :id";

    /** {@return the statement in both forms; {@code = :id} in the text stands for the ids} */
    public static IdQuery of(String text) {
        return new IdQuery(replaced(text, "= ?"), replaced(text, IN));
    }

    /**
     * {@return a statement that goes through the ids, of which none comes twice, and gives the rows of each in order}
     * This takes a tenth less than {@link #of}, for which SQLite collects and sorts the ids before it looks for rows.
     * The form for a list only notes the order, or SQLite would sort what comes in order anyway: a join begins with the
     * table on the left of {@code CROSS JOIN} and finds the rows of each id along an index. So this is for tables that
     * have an index with that order.
     *
     * @param tables    the table whose rows are found, and what it is joined with
     * @param condition what the rows meet; {@code = :id} in it stands for the ids
     * @param order     the order of the rows of one id
     */
    public static IdQuery oneByOne(String columns, String tables, String condition, String order) {
        var select = "SELECT " + columns + " FROM ";
        return new IdQuery(select + tables + " WHERE " + replaced(condition, "= ?") + " ORDER BY " + order,
                select + LIST + tables + " WHERE " + replaced(condition, IN_LIST) + ORDER + order + KeptOrder.END);
    }

    private static String replaced(String text, String ids) {
        if (!text.contains(PLACE)) {
            throw new IllegalArgumentException("The statement has no place '" + PLACE + "'.");
        }
        return text.replace(PLACE, ids);
    }
}

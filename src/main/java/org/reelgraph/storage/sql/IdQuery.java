package org.reelgraph.storage.sql;

/**
 * A statement that finds rows by ids, in two forms: in SQLite, a single id costs half as much as unpacking a list.
 *
 * @param one  the text for one id
 * @param many the text for a {@link JsonArray} of ids
 */
public record IdQuery(String one, String many) {

    private static final String PLACE = "= :id";

    /** {@return the statement in both forms; {@code = :id} in the text stands for the ids} */
    public static IdQuery of(String text) {
        if (!text.contains(PLACE)) {
            throw new IllegalArgumentException("The statement has no place '" + PLACE + "'.");
        }
        return new IdQuery(text.replace(PLACE, "= ?"), text.replace(PLACE, JsonArray.IN.strip()));
    }
}

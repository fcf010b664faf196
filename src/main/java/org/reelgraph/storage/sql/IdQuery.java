package org.reelgraph.storage.sql;

/**
 * A statement that finds rows by ids, in two forms: SQLite takes one id as it is for half of what unpacking a list
 * costs.
 *
 * @param one  its text for one id
 * @param many its text for a {@link JsonArray} of ids
 */
public record IdQuery(String one, String many) {

    private static final String PLACE = "= :id";

    /** {@return the statement in both forms; where the ids go the text has {@code = :id}} */
    public static IdQuery of(String text) {
        if (!text.contains(PLACE)) {
            throw new IllegalArgumentException("The statement has no place '" + PLACE + "'.");
        }
        return new IdQuery(text.replace(PLACE, "= ?"), text.replace(PLACE, JsonArray.IN.strip()));
    }
}

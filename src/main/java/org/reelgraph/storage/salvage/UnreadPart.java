package org.reelgraph.storage.salvage;

/**
 * Rows that could not be read, if there are any: those whose key is between two numbers.
 *
 * @param key  the column that holds the number
 * @param from the lowest number; the lowest that there is if nothing before it could be read
 * @param to   the highest number; the highest that there is if nothing after it could be read
 */
public record UnreadPart(String key, long from, long to) {

    /** {@return the part of a table of which nothing could be read} */
    public static UnreadPart all(String key) {
        return new UnreadPart(key, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** {@return it in words for the owner} */
    public String inWords() {
        if (from == Long.MIN_VALUE) {
            return to == Long.MAX_VALUE ? "all rows" : "rows up to " + key + " " + to;
        }
        if (to == Long.MAX_VALUE) {
            return "rows from " + key + " " + from + " on";
        }
        return from == to ? "the row " + key + " " + from : "rows from " + key + " " + from + " to " + to;
    }
}

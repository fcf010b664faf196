package org.reelgraph.storage.migrations;

/**
 * Rows or values that are lost by going back.
 *
 * @param name  the table, or the table and the column: {@code connections.source}
 * @param count how many are lost
 * @param of    how many there are
 */
public record Loss(String name, long count, long of) {

    /** {@return whether whoever accepts the loss of this table or column accepts it} */
    boolean isCoveredBy(String accepted) {
        return name.equals(accepted) || name.startsWith(accepted + ".");
    }

    /** {@return it in words for the owner} */
    public String inWords() {
        return "%s: %d of %d %s".formatted(name, count, of, name.contains(".") ? "values" : "rows");
    }
}

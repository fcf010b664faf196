package org.reelgraph.storage.sql;

/**
 * Columns of a table, and how to read them.
 *
 * @param names  the columns' names as in a statement, with commas
 * @param reader converts a row of these columns
 */
public record Columns<T>(String names, Rows.Reader<T> reader) {
}

package org.reelgraph.storage.sql;

/**
 * Columns of a table, and what is made of them.
 *
 * @param names  as a statement has them, with commas
 * @param reader of a row of just these
 */
public record Columns<T>(String names, Rows.Reader<T> reader) {
}

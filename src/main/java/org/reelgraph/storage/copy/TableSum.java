package org.reelgraph.storage.copy;

/**
 * What a table holds, in short.
 *
 * @param checksum SHA-256 of all values in the order of the keys, which is the same in every kind of database
 */
public record TableSum(String table, long rows, String checksum) {
}

package org.reelgraph.mediaos.validation;

/**
 * How a file compares with the database.
 *
 * @param file        the file's name
 * @param entries     how many entries the file has
 * @param differences how many differences there are
 */
public record FileCount(String file, int entries, int differences) {
}

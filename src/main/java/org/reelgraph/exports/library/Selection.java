package org.reelgraph.exports.library;

import org.reelgraph.storage.sql.Condition;

/**
 * Which items are meant.
 *
 * @param source    the source they come from
 * @param condition what they meet beyond that
 */
public record Selection(String source, Condition condition) {
}

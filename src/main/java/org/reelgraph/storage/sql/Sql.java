package org.reelgraph.storage.sql;

import java.util.List;

/**
 * A statement, or a part of one, as the database receives it.
 *
 * @param text   the text, with a question mark for each parameter
 * @param values the values of the parameters, in order
 */
public record Sql(String text, List<Object> values) {
}

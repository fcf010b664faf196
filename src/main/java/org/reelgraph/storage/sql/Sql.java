package org.reelgraph.storage.sql;

import java.util.List;

/**
 * A statement, or a part of one, as a database takes it.
 *
 * @param text   with a question mark for each parameter
 * @param values of the parameters, in order
 */
public record Sql(String text, List<Object> values) {
}

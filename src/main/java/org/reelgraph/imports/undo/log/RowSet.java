package org.reelgraph.imports.undo.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table held for some keys.
 *
 * @param keys ids of rows, or of the rows that others belong to
 * @param rows the rows that they had, each with a value for each column; none for a key that had none
 */
record RowSet(List<Long> keys, List<List<@Nullable Object>> rows) {
}

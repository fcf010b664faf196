/**
 * Copies a whole library into an empty database of any kind, table by table, as the tables are in the database's own
 * schema. What differs between databases is behind {@link org.reelgraph.storage.copy.CopyDialect} and {@link
 * org.reelgraph.storage.copy.CopyTarget}.
 */
@NullMarked
package org.reelgraph.storage.copy;

import org.jspecify.annotations.NullMarked;

/**
 * Where the data lies: folders, connections and transactions, backups, failures, and ids. What databases do differently
 * stands behind interfaces, which {@code storage.sqlite} implements.
 */
@NullMarked
package org.reelgraph.storage;

import org.jspecify.annotations.NullMarked;

/**
 * Storage of the data: folders, connections and transactions, backups, failures, and ids. Whatever differs between
 * databases is behind interfaces, which {@code storage.sqlite} and {@code storage.postgresql} implement.
 */
@NullMarked
package org.reelgraph.storage;

import org.jspecify.annotations.NullMarked;

/**
 * Where the data lies: folders, connections and transactions, migrations with their backups, and ids.
 */
package org.reelgraph.storage;

/**
 * Where the data lies: folders, migrations with their backups, ids, and how column types are read and written.
 */
package org.reelgraph.storage;

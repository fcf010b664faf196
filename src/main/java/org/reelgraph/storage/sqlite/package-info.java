/**
 * Everything specific to SQLite: the files of a database and their state, connections, failures, backups, and its SQL
 * dialect. Nothing outside this package names SQLite. Its classes are found as beans or by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package org.reelgraph.storage.sqlite;

import org.jspecify.annotations.NullMarked;

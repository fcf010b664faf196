/**
 * What is SQLite's own: the files of a database and their state, connections, failures, backups, and how it says what
 * other databases say differently. Nothing outside names SQLite; its classes are found as beans or by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package org.reelgraph.storage.sqlite;

import org.jspecify.annotations.NullMarked;

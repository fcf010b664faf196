/**
 * Everything specific to PostgreSQL: its address, connections, failures, and SQL dialect. Nothing outside this package
 * names PostgreSQL, but for its search index. Its classes are found as beans or by {@link java.util.ServiceLoader}.
 */
@NullMarked
package org.reelgraph.storage.postgresql;

import org.jspecify.annotations.NullMarked;

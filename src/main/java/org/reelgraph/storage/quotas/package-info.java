/** What callers may do so often in a time, and who counts it: one program for itself, or all that share a database. */
@NullMarked
package org.reelgraph.storage.quotas;

import org.jspecify.annotations.NullMarked;

/** Backups: archives of the whole library, each tried out before it counts, and how one is put in its place. */
@NullMarked
package org.reelgraph.backups;

import org.jspecify.annotations.NullMarked;

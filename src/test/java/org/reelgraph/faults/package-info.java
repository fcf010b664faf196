/** Faults that are really caused: processes killed, disks full, crowds of clients. {@code -Pfaults} takes longer. */
@NullMarked
package org.reelgraph.faults;

import org.jspecify.annotations.NullMarked;

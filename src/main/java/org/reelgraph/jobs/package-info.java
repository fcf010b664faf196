/** Jobs of any kind: a queue in the database, who runs what is in it, and what becomes of it when its program ends. */
@NullMarked
package org.reelgraph.jobs;

import org.jspecify.annotations.NullMarked;

/** Jobs of any kind: which one runs next, one at a time, and what becomes of it when its process ends. */
@NullMarked
package org.reelgraph.jobs;

import org.jspecify.annotations.NullMarked;

/** How long things are kept, and who removes them when their time is over. */
@NullMarked
package org.reelgraph.storage.retention;

import org.jspecify.annotations.NullMarked;

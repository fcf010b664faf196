/** What was created, changed or deleted of the library, in order, for clients that keep a copy. */
@NullMarked
package org.reelgraph.changes;

import org.jspecify.annotations.NullMarked;

/** Safe output of other people's text, in the log and on a terminal. */
@NullMarked
package org.reelgraph.logging;

import org.jspecify.annotations.NullMarked;

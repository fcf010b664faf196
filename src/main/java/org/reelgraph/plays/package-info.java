/** What was watched, when and by whom: read from servers' histories, counted for the library's items. */
@NullMarked
package org.reelgraph.plays;

import org.jspecify.annotations.NullMarked;

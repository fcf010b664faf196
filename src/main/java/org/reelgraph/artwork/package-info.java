/** Which pictures belong to media, seasons, episodes and people, which of them is shown, and who decided that. */
@NullMarked
package org.reelgraph.artwork;

import org.jspecify.annotations.NullMarked;

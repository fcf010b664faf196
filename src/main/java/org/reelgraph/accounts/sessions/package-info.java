/** Sessions: their tokens, and who is behind a request. */
@NullMarked
package org.reelgraph.accounts.sessions;

import org.jspecify.annotations.NullMarked;

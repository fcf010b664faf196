/** Sessions: their tokens, and who is behind a request. */
package org.reelgraph.accounts.sessions;

/** Users and their sessions: who may sign in, what tokens they get, and who is behind a request. */
package org.reelgraph.accounts;

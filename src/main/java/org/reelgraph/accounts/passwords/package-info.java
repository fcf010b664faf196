/** Passwords: how they are hashed, compared, changed and reset, and sign-in by one. */
package org.reelgraph.accounts.passwords;

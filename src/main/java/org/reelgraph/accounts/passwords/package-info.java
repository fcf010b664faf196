/** Passwords: how they are hashed, compared, changed and reset, and sign-in by one. */
@NullMarked
package org.reelgraph.accounts.passwords;

import org.jspecify.annotations.NullMarked;

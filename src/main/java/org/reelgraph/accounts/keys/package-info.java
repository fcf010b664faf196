/** API keys: what scripts and apps act by in a user's name. */
@NullMarked
package org.reelgraph.accounts.keys;

import org.jspecify.annotations.NullMarked;

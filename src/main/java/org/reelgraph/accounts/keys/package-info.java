/** API keys, with which scripts and apps act for a user. */
@NullMarked
package org.reelgraph.accounts.keys;

import org.jspecify.annotations.NullMarked;

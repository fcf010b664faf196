/** Users, sessions and verification tokens as tables, on which the packages below build. */
@NullMarked
package org.reelgraph.accounts;

import org.jspecify.annotations.NullMarked;

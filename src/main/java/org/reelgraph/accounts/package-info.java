/** Users, sessions and verification tokens as tables, on which the packages below build. */
package org.reelgraph.accounts;

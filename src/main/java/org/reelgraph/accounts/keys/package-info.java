/** API keys: what scripts and apps act by in a user's name. */
package org.reelgraph.accounts.keys;

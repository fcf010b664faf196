/** Safe output of other people's text, in the log and on a terminal. */
package org.reelgraph.logging;

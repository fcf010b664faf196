/** How text that others wrote is put into the log and onto a terminal. */
package org.reelgraph.logging;

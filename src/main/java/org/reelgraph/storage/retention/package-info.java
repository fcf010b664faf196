/** How long things are kept, and who removes them when their time is over. */
package org.reelgraph.storage.retention;

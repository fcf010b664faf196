/** Media that have something in common: what is shared, how much it counts, and who is told about it. */
package org.reelgraph.catalog.related;

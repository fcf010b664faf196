/** Media that have something in common: what they share and how much it counts. */
package org.reelgraph.catalog.related;

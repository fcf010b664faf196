/** People: their fields and filmographies. */
package org.reelgraph.catalog.people;

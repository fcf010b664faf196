/** Ids that others give to media and people: how they are written, and which of them identify nothing. */
package org.reelgraph.catalog.ids;

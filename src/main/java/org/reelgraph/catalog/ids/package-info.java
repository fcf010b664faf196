/** Ids that others give to media and people: how they are written, and which of them identify nothing. */
@NullMarked
package org.reelgraph.catalog.ids;

import org.jspecify.annotations.NullMarked;

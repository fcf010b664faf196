/** Lists of media and people: filters, orders, facets. */
@NullMarked
package org.reelgraph.catalog.lists;

import org.jspecify.annotations.NullMarked;

/** The home page: recent additions and statistics. */
@NullMarked
package org.reelgraph.catalog.home;

import org.jspecify.annotations.NullMarked;

/** Genres, collections, countries and labels of media items: rows and reads. */
@NullMarked
package org.reelgraph.catalog.tags;

import org.jspecify.annotations.NullMarked;

/**
 * The catalogue as tables: series, seasons, episodes, movies, albums, books and the people credited in them. The
 * packages below make GraphQL fields, lists and search of them.
 */
@NullMarked
package org.reelgraph.catalog;

import org.jspecify.annotations.NullMarked;

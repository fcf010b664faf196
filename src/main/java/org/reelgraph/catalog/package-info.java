/**
 * The catalogue as tables: series, seasons, episodes, movies, albums, books and the people credited in them. The
 * packages below make GraphQL fields, lists and search of them.
 */
package org.reelgraph.catalog;

/**
 * The catalogue: series, seasons, episodes, movies and the people credited in them, as rows, as reads and as GraphQL
 * fields.
 */
package org.reelgraph.catalog;

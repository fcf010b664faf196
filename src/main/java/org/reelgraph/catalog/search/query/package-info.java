/**
 * What a search asks for: how a text is understood, and which tiers of matches it has. Nothing here knows a database: a
 * {@link org.reelgraph.catalog.search.query.MatchExpression} says what has to match, and each full-text index says it
 * in its own language.
 */
@NullMarked
package org.reelgraph.catalog.search.query;

import org.jspecify.annotations.NullMarked;

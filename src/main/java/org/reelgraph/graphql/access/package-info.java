/**
 * Who sends a request, and what they may do. The schema declares access rules with {@code @requires} and
 * {@code @public}; they are enforced wherever a field or an object is reached.
 */
@NullMarked
package org.reelgraph.graphql.access;

import org.jspecify.annotations.NullMarked;

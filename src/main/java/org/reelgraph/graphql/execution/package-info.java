/** Execution of operations: documents, queries, mutations, limits, and errors of fetchers. */
@NullMarked
package org.reelgraph.graphql.execution;

import org.jspecify.annotations.NullMarked;

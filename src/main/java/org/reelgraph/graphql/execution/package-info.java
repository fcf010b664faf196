/** Execution of operations: documents, queries, mutations, limits, and errors of fetchers. */
package org.reelgraph.graphql.execution;

/** Execution of operations: documents, queries, mutations, budgets and what goes wrong in a fetcher. */
package org.reelgraph.graphql.execution;

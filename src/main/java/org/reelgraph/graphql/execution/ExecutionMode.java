package org.reelgraph.graphql.execution;

/** How queries are executed ({@code REELGRAPH_EXECUTION}). The responses are the same. */
enum ExecutionMode {
    /** By a plan that is built once for each document. */
    PLAN,
    /** By graphql-java's own strategy, which is slower. */
    STANDARD
}

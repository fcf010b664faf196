/**
 * How queries are executed: each operation is planned once, and the plan runs level by level, so that what a level asks
 * for is loaded together. Parsing, validation, variables and arguments stay graphql-java's; of the features and of HTTP
 * this package knows nothing.
 */
package org.reelgraph.graphql.plan;

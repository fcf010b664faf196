/**
 * Execution of queries by plans. Each operation is planned once. The plan runs level by level, so that everything a
 * level needs is loaded together. graphql-java still does parsing, validation, variables and arguments. This package
 * knows nothing about features or HTTP.
 */
@NullMarked
package org.reelgraph.graphql.plan;

import org.jspecify.annotations.NullMarked;

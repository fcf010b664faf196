package org.reelgraph.graphql.plan;

import graphql.schema.GraphQLObjectType;

/**
 * The fields selected on objects of one type.
 *
 * @param type   the objects' type
 * @param fields the fields, in the order of the response
 * @param kept   whether the plan caches it
 */
record Selection(GraphQLObjectType type, PlannedField[] fields, boolean kept) {
}

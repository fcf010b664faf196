package org.reelgraph.graphql.plan;

import graphql.schema.GraphQLObjectType;

/**
 * What is selected of the objects of one type.
 *
 * @param type   the objects' type
 * @param fields in the order of the answer
 * @param kept   whether the plan keeps it for the next objects
 */
record Selection(GraphQLObjectType type, PlannedField[] fields, boolean kept) {
}

package org.reelgraph.graphql.limits;

import graphql.language.OperationDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.Optional;

/** The root types of operations. */
record RootTypes(GraphQLSchema schema) {

    /** {@return the operation's root type; empty if the schema has none} */
    Optional<GraphQLObjectType> of(OperationDefinition operation) {
        return Optional.ofNullable(switch (operation.getOperation()) {
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
            default -> schema.getQueryType();
        });
    }
}

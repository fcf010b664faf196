package org.reelgraph.graphql.limits;

import graphql.language.OperationDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.Optional;

/** Where operations begin. */
record RootTypes(GraphQLSchema schema) {

    /** {@return the type whose fields an operation has; nothing where the schema has no such operations} */
    Optional<GraphQLObjectType> of(OperationDefinition operation) {
        return Optional.ofNullable(switch (operation.getOperation()) {
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
            default -> schema.getQueryType();
        });
    }
}

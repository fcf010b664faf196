package org.reelgraph.graphql.execution;

import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import java.util.Set;
import java.util.stream.Collectors;

/** What of the schema makes answers depend on the time at which they are given. */
final class TimeDependent {

    /** The directive that says so. */
    static final String DIRECTIVE = "timeDependent";

    private TimeDependent() {
    }

    /** {@return the names of input fields with the directive} */
    static Set<String> inputFields(GraphQLSchema schema) {
        return schema.getAllTypesAsList().stream().filter(GraphQLInputObjectType.class::isInstance)
                .flatMap(type -> ((GraphQLInputObjectType) type).getFields().stream())
                .filter(field -> field.hasAppliedDirective(DIRECTIVE)).map(GraphQLInputObjectField::getName)
                .collect(Collectors.toUnmodifiableSet());
    }
}

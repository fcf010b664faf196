package org.reelgraph.graphql.schema;

import graphql.Directives;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirective;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
import java.util.Set;

/**
 * Hides graphql-java's own directives that have no effect here, such as {@code @defer}. graphql-java adds them to every
 * schema, so they get a location that no document can use, and introspection omits them.
 */
final class SupportedDirectives {

    private static final Set<String> SUPPORTED = Set.of("include", "skip", "deprecated", "specifiedBy", "oneOf");
    private static final List<String> WITHDRAWN = Directives.BUILT_IN_DIRECTIVES.stream().map(GraphQLDirective::getName)
            .filter(name -> !SUPPORTED.contains(name)).toList();
    private static final DirectiveLocation OUT_OF_REACH = new DirectiveLocation("SCHEMA");

    private SupportedDirectives() {
    }

    static void limit(TypeDefinitionRegistry contract) {
        WITHDRAWN.forEach(name -> contract.add(DirectiveDefinition.newDirectiveDefinition().name(name)
                .directiveLocation(OUT_OF_REACH).build()));
    }

    /** {@return the code registry that hides unsupported directives from introspection} */
    static GraphQLCodeRegistry.Builder introspection() {
        DataFetcher<?> supported = environment -> environment.getGraphQLSchema().getDirectives().stream()
                .filter(directive -> !WITHDRAWN.contains(directive.getName())).toList();
        return GraphQLCodeRegistry.newCodeRegistry()
                .dataFetcher(FieldCoordinates.coordinates("__Schema", "directives"), supported);
    }
}

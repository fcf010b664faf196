package org.reelgraph.graphql.limits;

import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** The lengths of the introspection lists. The introspection types contain cycles, too. */
final class IntrospectionSizes {

    private final GraphQLSchema schema;

    private IntrospectionSizes(GraphQLSchema schema) {
        this.schema = schema;
    }

    static List<ListSize> of(GraphQLSchema schema) {
        var sizes = new IntrospectionSizes(schema);
        var fields = sizes.all(GraphQLFieldsContainer.class).stream().flatMap(type -> type.getFields().stream())
                .toList();
        return List.of(ListSize.whole("__Schema.types", schema.getAllTypesAsList().size()),
                ListSize.whole("__Schema.directives", schema.getDirectives().size()),
                sizes.average("__Type.fields", GraphQLFieldsContainer.class, type -> type.getFields().size()),
                sizes.average("__Type.interfaces", GraphQLImplementingType.class, type -> type.getInterfaces().size()),
                sizes.average("__Type.possibleTypes", GraphQLNamedType.class, sizes::possibleTypes),
                sizes.average("__Type.enumValues", GraphQLEnumType.class, type -> type.getValues().size()),
                sizes.average("__Type.inputFields", GraphQLInputObjectType.class, type -> type.getFields().size()),
                average("__Field.args", fields, (GraphQLFieldDefinition field) -> field.getArguments().size()),
                average("__Directive.args", schema.getDirectives(),
                        (GraphQLDirective directive) -> directive.getArguments().size()));
    }

    private int possibleTypes(GraphQLNamedType type) {
        return switch (type) {
            case GraphQLInterfaceType some ->
                Objects.requireNonNullElse(schema.getImplementations(some), List.of()).size();
            case GraphQLUnionType some -> some.getTypes().size();
            default -> 0;
        };
    }

    private <T> List<T> all(Class<T> kind) {
        return schema.getAllTypesAsList().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <T> ListSize average(String field, Class<T> kind, ToIntFunction<T> size) {
        return average(field, all(kind), size);
    }

    // The average over those that are not empty.
    private static <T> ListSize average(String field, Collection<T> all, ToIntFunction<T> size) {
        return ListSize.whole(field, all.stream().mapToInt(size).filter(each -> each > 0).average().orElse(0));
    }
}

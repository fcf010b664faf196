package org.reelgraph.graphql.validation;

import graphql.language.Field;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

/** Explains what is wrong with the fields of a document. */
final class FieldProblems {

    private final GraphQLSchema schema;

    FieldProblems(GraphQLSchema schema) {
        this.schema = schema;
    }

    Stream<Problem> unknown(Occurrence<Field> field) {
        return field.parent().stream().map(parent -> Problem.at(field.node(), "The type '" + parent.getName()
                + "' has no field '" + field.node().getName() + "'." + hint(parent, field.node().getName())));
    }

    private String hint(GraphQLCompositeType parent, String name) {
        var owners = Names.ofTypes(possible(parent).filter(type -> type.getField(name) != null));
        if (!owners.known().isEmpty()) {
            return " Request it in a fragment on " + owners.listed() + ", such as '... on "
                    + owners.known().iterator().next() + " { " + name + " }'.";
        }
        return parent instanceof GraphQLFieldsContainer container
                ? hint(container, name)
                : " It is a union: request fields in fragments on " + Names.ofTypes(possible(parent)).listed() + ".";
    }

    // Clients often look for a field of the objects below in the object above.
    private static String hint(GraphQLFieldsContainer parent, String name) {
        var fields = Names.of(parent.getFields().stream().map(GraphQLFieldDefinition::getName).toList());
        var below = parent.getFields().stream()
                .filter(field -> typeOf(field) instanceof GraphQLFieldsContainer type && type.getField(name) != null)
                .filter(field -> field.getArguments().stream()
                        .noneMatch(argument -> GraphQLTypeUtil.isNonNull(argument.getType())))
                .map(field -> field.getName() + " { " + name + " }").toList();
        return fields.suggestedOr(name, below);
    }

    private Stream<GraphQLObjectType> possible(GraphQLCompositeType type) {
        return switch (type) {
            case GraphQLInterfaceType some ->
                Objects.requireNonNullElse(schema.getImplementations(some), List.<GraphQLObjectType>of()).stream();
            case GraphQLUnionType some -> some.getTypes().stream().map(GraphQLObjectType.class::cast);
            default -> Stream.empty();
        };
    }

    static Stream<Problem> withoutSelection(Occurrence<Field> field) {
        return field.field().stream().map(definition -> Problem.at(field.node(), "The field '"
                + field.node().getName() + "' returns objects of the type '" + typeOf(definition).getName()
                + "': select the fields you want, such as '" + field.node().getName() + " { "
                + exampleOf(typeOf(definition)) + " }'."));
    }

    private static GraphQLNamedType typeOf(GraphQLFieldDefinition field) {
        return (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType());
    }

    private static String exampleOf(GraphQLNamedType type) {
        return type instanceof GraphQLFieldsContainer container
                ? container.getFields().stream().filter(field -> GraphQLTypeUtil.isLeaf(typeOf(field))).findFirst()
                        .map(GraphQLFieldDefinition::getName).orElse("__typename")
                : "__typename";
    }

    static Stream<Problem> withSelection(Occurrence<Field> field) {
        return field.field().stream().map(definition -> Problem.at(field.node(), "The field '"
                + field.node().getName() + "' returns '" + GraphQLTypeUtil.simplePrint(definition.getType())
                + "', which has no fields: remove '{ … }'."));
    }
}

package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A field of a selection, with everything about it that doesn't depend on data. */
final class PlannedField {

    private final Plan plan;
    private final MergedField merged;
    private final GraphQLObjectType parent;
    private final GraphQLFieldDefinition definition;
    private final DataFetcher<?> fetcher;
    private final Shape shape;
    private final String name;
    private final byte[] encodedName;
    private final Map<Projection, Boolean> within = new ConcurrentHashMap<>();
    // The selection for the latest type, which is nearly always the only one. Selections are immutable, so a race is
    // harmless.
    private @Nullable Selection latest;

    PlannedField(Plan plan, GraphQLSchema schema, GraphQLObjectType parent, MergedField merged) {
        this.plan = plan;
        this.merged = merged;
        this.parent = parent;
        definition = Introspection.getFieldDefinition(schema, parent, merged.getName());
        fetcher = schema.getCodeRegistry().getDataFetcher(parent.getName(), definition.getName(), definition);
        shape = Shape.of(definition.getType());
        name = merged.getResultKey();
        // A GraphQL name has no character that JSON escapes.
        encodedName = ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return the field's alias, or else its name} */
    String name() {
        return name;
    }

    /** {@return the name in quotes, with a colon} */
    byte[] encodedName() {
        return encodedName;
    }

    MergedField merged() {
        return merged;
    }

    GraphQLObjectType parent() {
        return parent;
    }

    GraphQLFieldDefinition definition() {
        return definition;
    }

    DataFetcher<?> fetcher() {
        return fetcher;
    }

    Shape shape() {
        return shape;
    }

    /** {@return the object types that the field can return} */
    List<GraphQLObjectType> types() {
        return switch (GraphQLTypeUtil.unwrapAll(definition.getType())) {
            case GraphQLObjectType type -> List.of(type);
            case GraphQLInterfaceType type ->
                Objects.requireNonNullElse(plan.schema().getImplementations(type), List.of());
            case GraphQLUnionType type -> type.getTypes().stream().map(GraphQLObjectType.class::cast).toList();
            default -> List.of();
        };
    }

    /** {@return the fields selected on objects of this type} */
    Selection selectionOn(GraphQLObjectType type) {
        var known = latest;
        if (known != null && known.type() == type) {
            return known;
        }
        var selection = plan.selectionOn(type, merged);
        if (selection.kept()) {
            latest = selection;
        }
        return selection;
    }

    boolean isWithin(Projection projection) {
        return within.computeIfAbsent(projection, key -> key.covers(this));
    }

    /** {@return the values of the field's arguments, with variables replaced by their values} */
    Map<String, Object> arguments(ExecutionContext context) {
        if (definition.getArguments().isEmpty()) {
            return Map.of();
        }
        return ValuesResolver.getArgumentValues(context.getGraphQLSchema().getCodeRegistry(), definition.getArguments(),
                merged.getArguments(), context.getCoercedVariables(), context.getGraphQLContext(), context.getLocale());
    }
}

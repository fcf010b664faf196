package org.reelgraph.graphql.limits;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The lengths of the schema's lists at one point in time: measured, or else assumed by the schema. */
final class SchemaSizes {

    private final Map<GraphQLFieldDefinition, ListSize> sizes = new IdentityHashMap<>();

    /**
     * @param measured by the features
     * @throws IllegalStateException if a measured list isn't in the schema
     */
    SchemaSizes(GraphQLSchema schema, Collection<ListSize> measured) {
        for (var type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLFieldsContainer container) {
                container.getFields().forEach(this::assume);
            }
        }
        measured.forEach(size -> sizes.put(field(schema, size.field()), size));
    }

    private void assume(GraphQLFieldDefinition field) {
        var assumed = field.getAppliedDirective("listSize");
        if (assumed != null) {
            Number items = Objects.requireNonNull(assumed.getArgument("assumedSize")).getValue();
            sizes.put(field, new ListSize(field.getName(), items.doubleValue(), ListSize.Kind.ASSUMED));
        }
    }

    private static GraphQLFieldDefinition field(GraphQLSchema schema, String name) {
        var dot = name.indexOf('.');
        var type = schema.getType(name.substring(0, dot));
        var field = type instanceof GraphQLFieldsContainer container
                ? container.getField(name.substring(dot + 1))
                : null;
        if (field == null) {
            throw new IllegalStateException("The schema has no " + name + ", whose size is measured.");
        }
        return field;
    }

    /** {@return the size of a list; empty for the edges of a page} */
    Optional<ListSize> of(GraphQLFieldDefinition field) {
        return Optional.ofNullable(sizes.get(field));
    }
}

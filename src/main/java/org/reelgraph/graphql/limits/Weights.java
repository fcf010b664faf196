package org.reelgraph.graphql.limits;

import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The load of one object by itself, given what a valid document selects of it. It depends on the document alone. */
final class Weights {

    private static final int PUNCTUATION = 4;
    private static final int NUMBER = 4;
    private static final int NAME = 10;
    private static final int TEXT = 24;

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<SelectionSet, Load> known = new ConcurrentHashMap<>();

    Weights(GraphQLSchema schema, Map<String, FragmentDefinition> fragments) {
        this.schema = schema;
        this.fragments = fragments;
    }

    /** {@return the load of each object with this selection} */
    Load of(GraphQLCompositeType type, SelectionSet selections) {
        return known.computeIfAbsent(selections,
                key -> Load.OBJECT.plus(fields(type, key, new HashSet<>())));
    }

    private Load fields(GraphQLCompositeType type, SelectionSet selections, Set<String> names) {
        var load = Load.NONE;
        for (var selection : selections.getSelections()) {
            load = load.plus(switch (selection) {
                case Field field when names.add(field.getResultKey()) -> field(type, field);
                case InlineFragment inline -> {
                    var condition = inline.getTypeCondition();
                    yield fields(condition == null ? type : named(condition), inline.getSelectionSet(), names);
                }
                case FragmentSpread spread -> {
                    var fragment = Objects.requireNonNull(fragments.get(spread.getName()), spread.getName());
                    yield fields(named(fragment.getTypeCondition()), fragment.getSelectionSet(), names);
                }
                default -> Load.NONE;
            });
        }
        return load;
    }

    private GraphQLCompositeType named(TypeName type) {
        return (GraphQLCompositeType) Objects.requireNonNull(schema.getType(type.getName()), type.getName());
    }

    private Load field(GraphQLCompositeType parent, Field field) {
        if (field.getSelectionSet() != null) {
            return new Load(0, 1, 0);
        }
        var bytes = parent instanceof GraphQLFieldsContainer container
                ? length(GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapAll(
                        Introspection.getFieldDefinition(schema, container, field.getName()).getType())))
                : TEXT;
        return new Load(0, 1, bytes + field.getResultKey().length() + PUNCTUATION);
    }

    private static int length(String type) {
        return switch (type) {
            case "Int", "Float", "Boolean" -> NUMBER;
            case "String", "ID" -> TEXT;
            default -> NAME;
        };
    }
}

package org.reelgraph.graphql.limits;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts the objects that an operation's answer would have if every list were as long as its {@code first}, {@code last} or {@code ids} says, or, without
 * these, as its {@code @listSize} declares. A page's edges are as many as its connection was asked for.
 */
final class NodeBudget {

    private static final int DEFAULT_PAGE = 20;
    static final List<String> SIZES = List.of("first", "last", "ids");

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> variables;
    private final Map<String, Value<?>> defaults;

    NodeBudget(GraphQLSchema schema, Map<String, FragmentDefinition> fragments, OperationDefinition operation,
            Map<String, Object> variables) {
        this.schema = schema;
        this.fragments = fragments;
        this.variables = variables;
        this.defaults = operation.getVariableDefinitions().stream()
                .filter(variable -> variable.getDefaultValue() != null)
                .collect(Collectors.toMap(VariableDefinition::getName, VariableDefinition::getDefaultValue));
    }

    /** {@return how many objects there are below one object of this type} */
    double below(GraphQLCompositeType type, SelectionSet selections, double page) {
        return selections.getSelections().stream().mapToDouble(selection -> switch (selection) {
            case Field field -> of(type, field, page);
            case InlineFragment inline -> below(inline.getTypeCondition() == null
                    ? type
                    : named(inline.getTypeCondition().getName()), inline.getSelectionSet(), page);
            case FragmentSpread spread -> {
                var fragment = fragments.get(spread.getName());
                yield below(named(fragment.getTypeCondition().getName()), fragment.getSelectionSet(), page);
            }
            default -> 0;
        }).sum();
    }

    private GraphQLCompositeType named(String type) {
        return (GraphQLCompositeType) schema.getType(type);
    }

    private double of(GraphQLCompositeType parent, Field field, double page) {
        if (field.getSelectionSet() == null || field.getName().startsWith("__")) {
            return 0; // a value; or the schema itself, which has bounds of its own
        }
        GraphQLFieldDefinition definition = Introspection.getFieldDefinition(schema, (GraphQLFieldsContainer) parent,
                field.getName());
        var type = (GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(definition.getType());
        var asked = asked(field, definition);
        var isList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
        var size = isList ? asked >= 0 ? asked : declared(definition, page) : 1;
        return size * (1 + below((GraphQLCompositeType) type, field.getSelectionSet(),
                asked >= 0 ? asked : DEFAULT_PAGE));
    }

    private static double declared(GraphQLFieldDefinition definition, double page) {
        var size = definition.getAppliedDirective("listSize");
        return size == null ? page : ((Number) size.getArgument("assumedSize").getValue()).doubleValue();
    }

    private double asked(Field field, GraphQLFieldDefinition definition) {
        return field.getArguments().stream().filter(argument -> SIZES.contains(argument.getName()))
                .map(Argument::getValue).mapToDouble(this::size).filter(size -> size >= 0).findFirst()
                .orElse(-1);
    }

    private double size(Value<?> value) {
        return switch (value) {
            case IntValue number -> number.getValue().doubleValue();
            case ArrayValue list -> list.getValues().size();
            case VariableReference variable when variables.containsKey(variable.getName()) ->
                switch (variables.get(variable.getName())) {
                    case Number number -> number.doubleValue();
                    case Collection<?> list -> list.size();
                    case null, default -> -1;
                };
            case VariableReference variable when defaults.containsKey(variable.getName()) ->
                size(defaults.get(variable.getName()));
            default -> -1;
        };
    }
}

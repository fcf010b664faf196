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
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

import static java.util.stream.Collectors.toMap;

/**
 * Forecasts the size of an operation's response, assuming that each list has its average length, or the requested
 * length if that is less. Fragments on different types in one place all count.
 */
final class Forecast {

    /** The arguments that limit the length of a list. */
    static final List<String> SIZES = List.of("first", "last", "ids");

    /**
     * A field that may say how many objects it asks for.
     *
     * @param asked how many are requested by an argument
     * @param found how many of these are expected
     */
    record Sized(Field field, GraphQLFieldDefinition definition, OptionalDouble asked, double found) {
    }

    /**
     * A field that returns objects.
     *
     * @param field the field that determines the number: this field or, for edges, the connection around them
     * @param size  the number of objects for each object above
     * @param each  the load of one object by itself
     * @param below the fields that return objects of each object
     * @param load  the load of all objects, including everything below them
     */
    record Part(Sized field, double size, Load each, List<Part> below, Load load) {

        private Part(Sized field, double size, Load each, List<Part> below) {
            this(field, size, each, below, each.plus(sum(below)).times(size));
        }

        /** {@return the load of all these parts} */
        static Load sum(List<Part> parts) {
            return Load.sum(parts.stream().map(Part::load).toList());
        }

        /** {@return the load if some lists had these lengths} */
        Load load(Map<Part, Double> sizes) {
            return each.plus(Load.sum(below.stream().map(part -> part.load(sizes)).toList()))
                    .times(sizes.getOrDefault(this, size));
        }
    }

    private final GraphQLSchema schema;
    private final SchemaSizes sizes;
    private final Map<String, FragmentDefinition> fragments;
    private final Weights weights;
    private final Map<String, Object> variables;
    private final Map<String, Value<?>> defaults;

    Forecast(GraphQLSchema schema, SchemaSizes sizes, Map<String, FragmentDefinition> fragments, Weights weights,
            OperationDefinition operation, Map<String, Object> variables) {
        this.schema = schema;
        this.sizes = sizes;
        this.fragments = fragments;
        this.weights = weights;
        this.variables = variables;
        this.defaults = operation.getVariableDefinitions().stream()
                .filter(variable -> variable.getDefaultValue() != null)
                .collect(toMap(VariableDefinition::getName, VariableDefinition::getDefaultValue));
    }

    /** {@return the parts of a selection on one object of a root type} */
    List<Part> of(GraphQLCompositeType root, SelectionSet selections) {
        return parts(root, selections, Optional.empty());
    }

    private List<Part> parts(GraphQLCompositeType type, SelectionSet selections, Optional<Sized> page) {
        var parts = new ArrayList<Part>();
        for (var selection : selections.getSelections()) {
            switch (selection) {
                case Field field -> {
                    var below = field.getSelectionSet();
                    if (below != null) {
                        parts.add(part(type, field, below, page));
                    }
                }
                case InlineFragment inline -> parts.addAll(parts(inline.getTypeCondition() == null
                        ? type
                        : named(inline.getTypeCondition()), inline.getSelectionSet(), page));
                case FragmentSpread spread -> {
                    var fragment = Objects.requireNonNull(fragments.get(spread.getName()), spread.getName());
                    parts.addAll(parts(named(fragment.getTypeCondition()), fragment.getSelectionSet(), page));
                }
                default -> {
                }
            }
        }
        return parts;
    }

    private GraphQLCompositeType named(TypeName type) {
        return (GraphQLCompositeType) Objects.requireNonNull(schema.getType(type.getName()), type.getName());
    }

    private Part part(GraphQLCompositeType parent, Field field, SelectionSet below, Optional<Sized> page) {
        var definition = Introspection.getFieldDefinition(schema, (GraphQLFieldsContainer) parent, field.getName());
        var isList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
        var asked = asked(field);
        var known = sizes.of(definition);
        var own = new Sized(field, definition, asked, known.map(size -> size.found(asked))
                .orElseGet(() -> asked.orElse(ListSize.DEFAULT_PAGE)));
        var by = isList && known.isEmpty() && asked.isEmpty() ? page.orElse(own) : own;
        var size = isList ? by.found() : 1;
        var type = (GraphQLCompositeType) GraphQLTypeUtil.unwrapAll(definition.getType());
        return new Part(by, size, weights.of(type, below),
                parts(type, below, Optional.of(own)));
    }

    private OptionalDouble asked(Field field) {
        return field.getArguments().stream().filter(argument -> SIZES.contains(argument.getName()))
                .map(Argument::getValue).mapToDouble(this::size).filter(size -> size >= 0).findFirst();
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

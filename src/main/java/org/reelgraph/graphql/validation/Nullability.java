package org.reelgraph.graphql.validation;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.DocumentVisitor;
import graphql.validation.LanguageTraversal;
import graphql.validation.TraversalContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toMap;

/**
 * Finds nulls that neither validation nor variable coercion detects: a nullable variable used for a value that has a
 * default but can't be null, and a null as the only field of a {@code @oneOf} input object.
 */
public final class Nullability {

    /**
     * A value that can't be null.
     *
     * @param value  a variable or a null
     * @param path   the argument, and the path into its value
     * @param isOnly whether it is the only field of its object, so that it can't be omitted either
     */
    private record NullableInput(Value<?> value, String path, boolean isOnly) {

        // Coercion already enforces variables declared as non-null.
        private boolean canBeNull(OperationDefinition operation) {
            return declarations(operation).allMatch(declared -> !(declared.getType() instanceof NonNullType));
        }

        private boolean isNull(OperationDefinition operation, Map<String, Object> values) {
            return !(value instanceof VariableReference)
                    || declarations(operation).anyMatch(declared -> isNull(declared, values));
        }

        private Stream<VariableDefinition> declarations(OperationDefinition operation) {
            return operation.getVariableDefinitions().stream()
                    .filter(declared -> value instanceof VariableReference used
                            && declared.getName().equals(used.getName()));
        }

        private boolean isNull(VariableDefinition declared, Map<String, Object> values) {
            return values.containsKey(declared.getName())
                    ? values.get(declared.getName()) == null
                    : isOnly && (declared.getDefaultValue() == null || declared.getDefaultValue() instanceof NullValue);
        }

        private Problem problem() {
            var subject = value instanceof VariableReference variable
                    ? "The variable '$" + variable.getName() + "' is used for '" + path + "', which"
                    : "'" + path + "'";
            return Problem.at(value, subject + " can't be null.");
        }
    }

    private final Map<OperationDefinition, List<NullableInput>> places = new HashMap<>();

    /** @param document parsed and valid */
    public Nullability(GraphQLSchema schema, Document document) {
        var fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(toMap(FragmentDefinition::getName, fragment -> fragment));
        for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            var collecting = new Collecting(schema, fragments);
            new LanguageTraversal().traverse(operation, collecting);
            places.put(operation, collecting.found.stream().filter(place -> place.canBeNull(operation)).toList());
        }
    }

    /** {@return a null that the operation would use with these variable values} */
    public Optional<Problem> found(OperationDefinition operation, Map<String, Object> values) {
        var found = places.getOrDefault(operation, List.of());
        return found.isEmpty()
                ? Optional.empty()
                : found.stream().filter(place -> place.isNull(operation, values))
                        .findFirst().map(NullableInput::problem);
    }

    private static final class Collecting implements DocumentVisitor {

        private final TraversalContext types;
        private final Map<String, FragmentDefinition> fragments;
        private final Set<String> visited = new HashSet<>();
        private final List<NullableInput> found = new ArrayList<>();

        private Collecting(GraphQLSchema schema, Map<String, FragmentDefinition> fragments) {
            this.types = new TraversalContext(schema);
            this.fragments = fragments;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void enter(Node node, List<Node> around) {
            types.enter(node, around);
            switch (node) {
                case FragmentSpread spread when visited.add(spread.getName()) ->
                    new LanguageTraversal().traverse(fragments.get(spread.getName()), this);
                case ObjectValue object when isOneOf() -> addOnly(object, around);
                case VariableReference variable when types.getInputType() instanceof GraphQLNonNull ->
                    found.add(new NullableInput(variable, ValueCheck.pathOf(around), false));
                default -> {
                }
            }
        }

        private boolean isOneOf() {
            return types.getInputType() != null
                    && GraphQLTypeUtil.unwrapAll(types.getInputType()) instanceof GraphQLInputObjectType type
                    && type.isOneOf();
        }

        @SuppressWarnings("rawtypes")
        private void addOnly(ObjectValue object, List<Node> around) {
            for (ObjectField member : object.getObjectFields()) {
                if (member.getValue() instanceof VariableReference || member.getValue() instanceof NullValue) {
                    found.add(
                            new NullableInput(member.getValue(), ValueCheck.pathOf(around) + "." + member.getName(),
                                    true));
                }
            }
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void leave(Node node, List<Node> around) {
            types.leave(node, around);
        }
    }
}

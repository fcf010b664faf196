package org.reelgraph.graphql.execution;

import graphql.execution.ExecutionContext;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.ObjectField;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.plan.Property;

/**
 * Tells of one document which of its operations can have an entity tag: those whose root fields are all
 * {@code @cacheable} and that need no role and nothing {@code @timeDependent} below. What these give depends on the
 * database alone, and on who asks. Of some, it depends on a few media items alone: those that the root fields give, if
 * all other fields are {@code @ofItem} or properties of their objects.
 */
final class Cacheability {

    private static final String CACHEABLE = "cacheable";
    private static final String REQUIRES = "requires";
    private static final String OF_ITEM = "ofItem";
    private static final String INTROSPECTION = "__";
    private static final String TYPE_NAME = "__typename";

    private final long number;
    private final GraphQLSchema schema;
    private final Set<String> timeDependent;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final boolean dependsOnTime;
    private final Map<OperationDefinition, Verdict> verdicts = new ConcurrentHashMap<>();

    /** What an operation's answer depends on, beside who asks. */
    private enum Verdict {
        ANYTHING, DATABASE, ITEMS
    }

    /**
     * @param number        the document's, unlike all others'
     * @param document      parsed and valid
     * @param timeDependent the names of input fields that make an answer depend on the time
     */
    Cacheability(long number, Document document, GraphQLSchema schema, Set<String> timeDependent) {
        this.number = number;
        this.schema = schema;
        this.timeDependent = timeDependent;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        var literals = new Literals();
        new NodeTraverser().preOrder(literals, document);
        dependsOnTime = literals.found;
    }

    private final class Literals extends NodeVisitorStub {

        private boolean found;

        @Override
        public TraversalControl visitObjectField(ObjectField field, TraverserContext<Node> context) {
            found |= timeDependent.contains(field.getName());
            return TraversalControl.CONTINUE;
        }
    }

    /** {@return the number of the document} */
    long number() {
        return number;
    }

    /** {@return whether the operation's answer can have an entity tag} */
    boolean holds(ExecutionContext context) {
        return !dependsOnTime
                && verdict(context) != Verdict.ANYTHING
                && !namesTimeDependent(context.getExecutionInput().getRawVariables().toMap());
    }

    /** {@return whether the operation's answer depends on the media items alone that its root fields give} */
    boolean isOfItems(ExecutionContext context) {
        return verdict(context) == Verdict.ITEMS;
    }

    private Verdict verdict(ExecutionContext context) {
        return verdicts.computeIfAbsent(context.getOperationDefinition(), this::judge);
    }

    private boolean namesTimeDependent(@Nullable Object variable) {
        switch (variable) {
            case Map<?, ?> object -> {
                for (var member : object.entrySet()) {
                    if (timeDependent.contains(String.valueOf(member.getKey()))
                            || namesTimeDependent(member.getValue())) {
                        return true;
                    }
                }
            }
            case Collection<?> list -> {
                for (var item : list) {
                    if (namesTimeDependent(item)) {
                        return true;
                    }
                }
            }
            case null, default -> {
                // It has no members.
            }
        }
        return false;
    }

    private Verdict judge(OperationDefinition operation) {
        return operation.getOperation() == OperationDefinition.Operation.QUERY
                ? new Walk().judge(schema.getQueryType(), operation.getSelectionSet())
                : Verdict.ANYTHING;
    }

    // Each fragment is looked at once: its type, and so what its fields are, doesn't depend on where it is used.
    private final class Walk {

        private final Set<String> seen = new HashSet<>();
        private boolean asksForSomething;
        private boolean asksForMoreThanItems;

        private Verdict judge(GraphQLType root, SelectionSet selections) {
            if (!of(root, selections) || !asksForSomething) {
                return Verdict.ANYTHING;
            }
            return asksForMoreThanItems ? Verdict.DATABASE : Verdict.ITEMS;
        }

        private boolean of(GraphQLType type, SelectionSet selections) {
            return selections.getSelections().stream().allMatch(selection -> of(type, selection));
        }

        private boolean of(GraphQLType type, Selection<?> selection) {
            return switch (selection) {
                case Field field -> field.getName().equals(TYPE_NAME) || ofField(type, field);
                case InlineFragment fragment -> ofInlineFragment(type, fragment);
                case FragmentSpread spread -> !seen.add(spread.getName()) || ofFragment(spread.getName());
                default -> false;
            };
        }

        private boolean ofInlineFragment(GraphQLType type, InlineFragment fragment) {
            var condition = fragment.getTypeCondition();
            return condition == null
                    ? of(type, fragment.getSelectionSet())
                    : ofType(condition.getName(), fragment.getSelectionSet());
        }

        private boolean ofFragment(String name) {
            var fragment = fragments.get(name);
            return fragment != null && ofType(fragment.getTypeCondition().getName(), fragment.getSelectionSet());
        }

        private boolean ofType(String name, SelectionSet selections) {
            var type = schema.getType(name);
            return type != null && isOpen(type) && of(type, selections);
        }

        private boolean ofField(GraphQLType parent, Field field) {
            var definition = definition(parent, field);
            if (definition == null || !isOpen(definition) || dependsOnTime(definition, field)
                    || parent == schema.getQueryType() && !definition.hasAppliedDirective(CACHEABLE)) {
                return false;
            }
            asksForSomething = true;
            asksForMoreThanItems |= !isOfItem(parent, definition);
            var type = GraphQLTypeUtil.unwrapAll(definition.getType());
            return isOpen(type) && (field.getSelectionSet() == null || of(type, field.getSelectionSet()));
        }

        private static @Nullable GraphQLFieldDefinition definition(GraphQLType parent, Field field) {
            return field.getName().startsWith(INTROSPECTION) || !(parent instanceof GraphQLFieldsContainer type)
                    ? null
                    : type.getField(field.getName());
        }

        // A property needs its object only. Of an interface, nobody knows here what its types do.
        private boolean isOfItem(GraphQLType parent, GraphQLFieldDefinition definition) {
            return definition.hasAppliedDirective(OF_ITEM) || parent instanceof GraphQLObjectType type
                    && parent != schema.getQueryType()
                    && schema.getCodeRegistry().getDataFetcher(
                            FieldCoordinates.coordinates(type, definition), definition) instanceof Property;
        }

        private static boolean isOpen(Object declared) {
            return !(declared instanceof GraphQLDirectiveContainer holder) || !holder.hasAppliedDirective(REQUIRES);
        }

        private static boolean dependsOnTime(GraphQLFieldDefinition definition, Field field) {
            return definition.hasAppliedDirective(TimeDependent.DIRECTIVE) || field.getArguments().stream()
                    .anyMatch(given -> definition.getArgument(given.getName())
                            .hasAppliedDirective(TimeDependent.DIRECTIVE));
        }
    }
}

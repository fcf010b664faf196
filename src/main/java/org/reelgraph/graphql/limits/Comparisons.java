package org.reelgraph.graphql.limits;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the comparisons needed to find fields of the same name that can't be merged in the response. Selections on an
 * interface are compared anew with each type beside them, and so is everything below them. With fragments on a few
 * types and a few levels, a short document causes millions of comparisons.
 */
final class Comparisons {

    private record Selected(Field field, Optional<GraphQLType> parent) {

        private boolean isOfAnObject() {
            return parent.isPresent() && parent.get() instanceof GraphQLObjectType;
        }
    }

    private record Scope(Optional<GraphQLType> type, SelectionSet selections) {
    }

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final long most;
    private long found;

    /**
     * @param fragments without cycles
     * @param most      where counting stops
     */
    Comparisons(GraphQLSchema schema, Map<String, FragmentDefinition> fragments, long most) {
        this.schema = schema;
        this.fragments = fragments;
        this.most = most;
    }

    /** {@return whether an operation, together with those counted before, exceeds the maximum} */
    boolean areTooMany(GraphQLObjectType root, SelectionSet selections) {
        count(List.of(new Scope(Optional.of(root), selections)));
        return found > most;
    }

    private void count(Collection<Scope> scopes) {
        Map<String, Set<Selected>> byName = new LinkedHashMap<>();
        scopes.forEach(scope -> collect(scope, byName, new HashSet<>()));
        for (var selected : byName.values()) {
            for (var group : ofOneObject(selected)) {
                if (found > most) {
                    return;
                }
                count(below(group));
            }
        }
    }

    private void collect(Scope scope, Map<String, Set<Selected>> byName, Set<String> visited) {
        for (var selection : scope.selections().getSelections()) {
            found++;
            switch (selection) {
                case Field field -> byName.computeIfAbsent(field.getResultKey(), key -> new LinkedHashSet<>())
                        .add(new Selected(field, scope.type()));
                case InlineFragment inline -> collect(new Scope(inline.getTypeCondition() == null
                        ? scope.type()
                        : named(inline.getTypeCondition().getName()), inline.getSelectionSet()), byName, visited);
                case FragmentSpread spread when fragments.containsKey(spread.getName())
                        && visited.add(spread.getName()) -> {
                    var fragment = fragments.get(spread.getName());
                    collect(new Scope(named(fragment.getTypeCondition().getName()), fragment.getSelectionSet()), byName,
                            visited);
                }
                default -> {
                }
            }
        }
    }

    private Optional<GraphQLType> named(String type) {
        return Optional.ofNullable(schema.getType(type));
    }

    // Fields of two object types never belong to the same object; those of an interface may belong to an object of
    // either.
    private static Collection<? extends Collection<Selected>> ofOneObject(Set<Selected> fields) {
        Map<GraphQLType, List<Selected>> groups = new LinkedHashMap<>();
        var others = new ArrayList<Selected>();
        for (var field : fields) {
            (field.isOfAnObject()
                    ? groups.computeIfAbsent(field.parent().orElseThrow(), key -> new ArrayList<>())
                    : others).add(field);
        }
        groups.values().forEach(group -> group.addAll(others));
        return groups.isEmpty() ? List.of(others) : groups.values();
    }

    private static List<Scope> below(Collection<Selected> group) {
        return group.stream().filter(each -> each.field().getSelectionSet() != null)
                .map(each -> new Scope(typeOf(each), each.field().getSelectionSet())).toList();
    }

    private static Optional<GraphQLType> typeOf(Selected selected) {
        return selected.parent().filter(GraphQLFieldsContainer.class::isInstance)
                .map(parent -> ((GraphQLFieldsContainer) parent).getFieldDefinition(selected.field().getName()))
                .map(field -> GraphQLTypeUtil.unwrapAll(field.getType()));
    }
}

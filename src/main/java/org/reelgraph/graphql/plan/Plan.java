package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The selections of one operation, for one set of values of its Boolean variables. Selections are added when objects of
 * their type first appear: a short document with nested fragments can select far more than is ever reached.
 */
final class Plan {

    private static final int MAX_SELECTIONS = 1_000;

    // Fields are compared by identity, so a fragment that is used in many places is planned once.
    private record SelectionKey(GraphQLObjectType type, List<Field> fields) {
    }

    private final FieldCollector collector;
    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> conditions;
    private final Map<SelectionKey, Selection> selections = new ConcurrentHashMap<>();
    private final Selection root;

    /** @param conditions the values of the operation's Boolean variables */
    Plan(FieldCollector collector, ExecutionContext context, Map<String, Object> conditions, GraphQLObjectType type) {
        this.collector = collector;
        this.schema = context.getGraphQLSchema();
        this.fragments = context.getFragmentsByName();
        this.conditions = conditions;
        this.root = selection(type,
                collector.collectFields(collecting(type), context.getOperationDefinition().getSelectionSet()), true);
    }

    GraphQLSchema schema() {
        return schema;
    }

    Selection root() {
        return root;
    }

    Selection selectionOn(GraphQLObjectType type, MergedField field) {
        var place = new SelectionKey(type, field.getFields());
        var known = selections.get(place);
        if (known != null) {
            return known;
        }
        var keep = selections.size() < MAX_SELECTIONS;
        var selection = selection(type, collector.collectFields(collecting(type), field), keep);
        if (keep) {
            selections.put(place, selection);
        }
        return selection;
    }

    private Selection selection(GraphQLObjectType type, MergedSelectionSet selected, boolean kept) {
        var fields = selected.getSubFieldsList().stream().map(field -> new PlannedField(this, schema, type, field))
                .toArray(PlannedField[]::new);
        return new Selection(type, fields, kept);
    }

    private FieldCollectorParameters collecting(GraphQLObjectType type) {
        return FieldCollectorParameters.newParameters().schema(schema).objectType(type).fragments(fragments)
                .variables(conditions).build();
    }
}

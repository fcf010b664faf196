package org.reelgraph.graphql.plan;

import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLObjectType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The plans of one document: one for each operation and each set of values of its Boolean variables, because
 * {@code @skip} and {@code @include} can depend on them and on nothing else.
 */
public final class Plans {

    // If a client tries all values of many variables, its further plans are built but not cached.
    private static final int MAX = 16;

    private record Choice(String operation, Map<String, Object> conditions) {
    }

    private final FieldCollector collector = new FieldCollector();
    private final Map<Choice, Plan> plans = new ConcurrentHashMap<>();

    Plan planOf(ExecutionContext context) {
        var operation = context.getOperationDefinition();
        var choice = new Choice(Objects.requireNonNullElse(operation.getName(), ""), conditions(context));
        var known = plans.get(choice);
        if (known != null) {
            return known;
        }
        var plan = new Plan(collector, context, choice.conditions(), rootOf(context));
        if (plans.size() < MAX) {
            plans.put(choice, plan);
        }
        return plan;
    }

    private static GraphQLObjectType rootOf(ExecutionContext context) {
        var schema = context.getGraphQLSchema();
        var events = schema.getSubscriptionType();
        return context.isSubscriptionOperation() && events != null ? events : schema.getQueryType();
    }

    private static Map<String, Object> conditions(ExecutionContext context) {
        Map<String, Object> conditions = Map.of();
        for (var variable : context.getOperationDefinition().getVariableDefinitions()) {
            if (isBoolean(variable)) {
                conditions = conditions.isEmpty() ? new HashMap<>() : conditions;
                conditions.put(variable.getName(), context.getCoercedVariables().get(variable.getName()));
            }
        }
        return conditions;
    }

    private static boolean isBoolean(VariableDefinition variable) {
        Type<?> type = variable.getType() instanceof NonNullType required ? required.getType() : variable.getType();
        return type instanceof TypeName name && name.getName().equals("Boolean");
    }
}

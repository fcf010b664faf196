package org.reelgraph.graphql;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import java.util.Optional;

/** What is left to one operation of its limits. Used by the one thread that runs the operation. */
final class Budget {

    private static final int FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

    private final QueryLimits limits;
    private final long deadline;
    private long fields;
    private boolean mutation;
    private Optional<String> exceeded = Optional.empty();

    Budget(QueryLimits limits) {
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    static Budget of(GraphQLContext context) {
        return context.get(Budget.class);
    }

    /** Takes the clock away: what a mutation changes is changed by the time its answer is put together. */
    void isForMutation() {
        mutation = true;
    }

    /** Counts a field; the operation is cancelled at the first one that is too much, a query at one that is too late. */
    static void spend(ExecutionContext context) {
        var budget = of(context.getGraphQLContext());
        budget.fields++;
        if (budget.fields > budget.limits.values()) {
            budget.stop(context, "The answer would have more than " + budget.limits.values() + " fields."
                    + (budget.mutation ? " What the mutation changed stays changed." : ""));
        } else if (!budget.mutation && budget.fields % FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK == 0
                && System.nanoTime() > budget.deadline) {
            budget.stop(context, "The answer would take more than " + budget.limits.time().toSeconds() + " s.");
        }
    }

    private void stop(ExecutionContext context, String reason) {
        exceeded = Optional.of(reason);
        context.getExecutionInput().cancel();
    }

    /** {@return which limit the operation exceeded, for the client} */
    Optional<String> exceeded() {
        return exceeded;
    }
}

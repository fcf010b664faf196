package org.reelgraph.graphql;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import java.util.Optional;
import org.reelgraph.graphql.limits.OperationLimits;

/** What is left to one operation of its limits. Used by the one thread that runs the operation. */
final class Budget {

    private static final int FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

    private final OperationLimits limits;
    private final long deadline;
    private long fields;
    private long bytes;
    private long fieldsSinceTheClock;
    private boolean mutation;
    private Optional<String> exceeded = Optional.empty();

    Budget(OperationLimits limits) {
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

    /** Counts fields; the operation is cancelled at the first that are too many, a query at those that are too late. */
    static void spend(ExecutionContext context, int fields) {
        var budget = of(context.getGraphQLContext());
        budget.fields += fields;
        budget.fieldsSinceTheClock += fields;
        if (budget.fields > budget.limits.values()) {
            budget.stop(context, "The answer would have more than " + budget.limits.values() + " fields (limit values)."
                    + (budget.mutation ? " What the mutation changed stays changed." : ""));
        } else if (budget.bytes > budget.limits.answer()) {
            budget.stop(context, "The answer would have more than %,d bytes (limit answer)."
                    .formatted(budget.limits.answer()));
        } else if (!budget.mutation && budget.isTooLate()) {
            budget.ranOut();
            context.getExecutionInput().cancel();
        }
    }

    /** Takes note of a value in the answer. */
    void weigh(long further) {
        bytes += further;
    }

    private boolean isTooLate() {
        if (fieldsSinceTheClock < FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK) {
            return false;
        }
        fieldsSinceTheClock = 0;
        return System.nanoTime() > deadline;
    }

    private void stop(ExecutionContext context, String reason) {
        exceeded = Optional.of(reason);
        context.getExecutionInput().cancel();
    }

    /** Notes that the time is over; {@return the message about it} */
    String ranOut() {
        exceeded = Optional.of("The answer would take more than " + limits.time().toSeconds() + " s (limit time).");
        return exceeded.get();
    }

    /** {@return which limit the operation exceeded, for the client} */
    Optional<String> exceeded() {
        return exceeded;
    }
}

package org.reelgraph.graphql;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import java.util.Locale;
import java.util.Optional;
import org.reelgraph.graphql.limits.OperationLimits;

/** What is left to one operation of its limits. Used by the one thread that runs the operation. */
final class Budget {

    private static final int FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

    private final OperationLimits limits;
    private final long deadline;
    private long values;
    private long bytes;
    private long fieldsSinceTheClock;
    private boolean mutation;
    private boolean tooLarge;
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

    /** Counts values that the answer will have; the operation is cancelled at the first that are too many. */
    void spend(ExecutionContext context, int further) {
        values += further;
        if (values > limits.values()) {
            stop(context, tooMuch("values", limits.values(), "values"));
        }
    }

    /** Takes note of a value in the answer. */
    void weigh(long further) {
        bytes += further;
    }

    /** Looks before fields are fetched whether there is room and time for them; otherwise a query is cancelled. */
    void proceed(ExecutionContext context, int fields) {
        fieldsSinceTheClock += fields;
        if (bytes > limits.answer()) {
            stop(context, tooMuch("bytes", limits.answer(), "answer"));
        } else if (!mutation && isTooLate()) {
            ranOut();
            context.getExecutionInput().cancel();
        }
    }

    private boolean isTooLate() {
        if (fieldsSinceTheClock < FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK) {
            return false;
        }
        fieldsSinceTheClock = 0;
        return System.nanoTime() > deadline;
    }

    private String tooMuch(String what, long most, String limit) {
        tooLarge = true;
        return String.format(Locale.ENGLISH, "The answer would have more than %,d %s (limit %s).", most, what, limit)
                + (mutation ? " What the mutation changed stays changed." : "");
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

    /** {@return whether shorter lists would have had an answer} */
    boolean isOfTooLongLists() {
        return tooLarge && !mutation;
    }

    /** {@return which limit the operation exceeded, for the client} */
    Optional<String> exceeded() {
        return exceeded;
    }
}

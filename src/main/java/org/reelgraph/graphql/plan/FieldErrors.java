package org.reelgraph.graphql.plan;

import graphql.GraphQLError;
import graphql.execution.ExecutionContext;
import graphql.execution.ResultPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the errors of an execution. Objects are completed level by level, but graphql-java completes them depth
 * first, so errors are put into its order at the end: by round of loading, and within a round in the order of the
 * response.
 */
final class FieldErrors {

    private record Reported(int round, int[] place, GraphQLError error, ResultPath path, boolean unique) {
    }

    private static final Comparator<Reported> ORDER = Comparator.comparingInt(Reported::round)
            .thenComparing(Reported::place, Arrays::compare);

    private final List<Reported> reported = new ArrayList<>();
    private int round;

    /** Starts the next round of loading. */
    void startRound() {
        round++;
    }

    /** Adds an error of a slot. */
    void add(ResultContainer around, int slot, GraphQLError error) {
        reported.add(new Reported(round, place(around, slot), error, around.path(slot), false));
    }

    /** Adds an error of a slot, unless the slot has one already. */
    void addUnique(ResultContainer around, int slot, GraphQLError error) {
        reported.add(new Reported(round, place(around, slot), error, around.path(slot), true));
    }

    /** Passes the errors on to graphql-java. */
    void addTo(ExecutionContext context) {
        reported.sort(ORDER);
        for (var each : reported) {
            if (each.unique()) {
                context.addError(each.error(), each.path());
            } else {
                context.addError(each.error());
            }
        }
    }

    // The slots from the root down, which compare as they follow each other in the response.
    private static int[] place(ResultContainer around, int slot) {
        var slots = new ArrayList<Integer>();
        slots.add(slot);
        for (var each = around; each.parent() != null; each = each.parent()) {
            slots.add(each.slot());
        }
        return slots.reversed().stream().mapToInt(Integer::intValue).toArray();
    }
}

package org.reelgraph.quality;

import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;

/**
 * What became of something that another program has.
 *
 * @param rowId  its row; empty if there is none
 * @param errors why it wasn't kept, with paths within it
 */
public record Arrived(Outcome outcome, Optional<Long> rowId, List<UserError> errors) {

    /** What becomes of it. */
    public enum Outcome {
        CREATED, UPDATED, UNCHANGED, FAILED
    }

    static Arrived of(Outcome outcome, long rowId) {
        return new Arrived(outcome, Optional.of(rowId), List.of());
    }

    static Arrived failed(UserError error) {
        return new Arrived(Outcome.FAILED, Optional.empty(), List.of(error));
    }

    /** {@return the same without the id of a row that there isn't} */
    Arrived withoutNewId() {
        return outcome == Outcome.CREATED ? new Arrived(outcome, Optional.empty(), errors) : this;
    }
}

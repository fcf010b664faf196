package org.reelgraph.imports.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.undo.log.Restored;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.jobs.JobErrors;

/**
 * What a job that undoes another did with an item, or a person.
 *
 * @param position the place among the job's records
 */
public record UndoRecord(long jobId, int position, long entityId, String type, String title, Outcome outcome,
        @Nullable String reason) {

    /** {@return the kind of the item; null if it is a person} */
    public @Nullable MediaKind mediaKind() {
        return type.equals(Restored.PERSON) ? null : MediaKind.valueOf(type);
    }

    /** {@return why it was refused} */
    public List<UserError> userErrors() {
        return reason == null
                ? List.of()
                : List.of(UserError.of(JobErrors.CONFLICT).at(List.of()).saying(reason));
    }
}

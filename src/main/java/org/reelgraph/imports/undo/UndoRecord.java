package org.reelgraph.imports.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.undo.log.Restored;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.jobs.JobErrors;

/**
 * What a job that undoes another did with an item, a person or an entry of a file.
 *
 * @param position the place among the job's records
 * @param file     the file whose entry it is; null if it is an item or a person
 */
public record UndoRecord(long jobId, int position, long entityId, String type, String title, Outcome outcome,
        @Nullable String reason, @Nullable String file) {

    /** {@return the kind of the item; null if it is none} */
    public @Nullable MediaKind mediaKind() {
        return isPerson() || file != null ? null : MediaKind.valueOf(type);
    }

    boolean isPerson() {
        return type.equals(Restored.PERSON);
    }

    /** {@return why it was refused} */
    public List<UserError> userErrors() {
        return reason == null
                ? List.of()
                : List.of(UserError.of(JobErrors.CONFLICT).at(List.of()).saying(reason));
    }
}

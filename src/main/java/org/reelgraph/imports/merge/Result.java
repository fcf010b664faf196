package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.UserError;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.Origin;

/**
 * What became of one record, or on a dry run would become.
 *
 * @param mediaId the item; null where there is none, as of a failed record or of a new one on a dry run
 * @param changes the fields of an item that was there which differ
 */
public record Result(Origin origin, MediaKind kind, @Nullable String ratingKey, @Nullable String title,
        Outcome outcome, @Nullable Long mediaId, List<FieldChange> changes, List<UserError> userErrors) {

    /** What becomes of a record. */
    public enum Outcome {
        CREATED, UPDATED, UNCHANGED, SKIPPED, FAILED
    }

    /**
     * One field that an import changes.
     *
     * @param path   the way to the field; a season or episode stands with its number
     * @param before the value there was; null where there was none
     * @param after  the value there is then; null where there is none
     */
    public record FieldChange(List<String> path, @Nullable Object before, @Nullable Object after) {
    }

    /** {@return the result of a record that was refused} */
    public static Result failed(MediaRecord record, List<UserError> errors) {
        return of(record, Outcome.FAILED, null, List.of(), errors);
    }

    static Result of(MediaRecord record, Outcome outcome, @Nullable Long mediaId, List<FieldChange> changes,
            List<UserError> errors) {
        return new Result(record.origin(), record.kind(), record.ratingKey().value(), record.title().value(), outcome,
                mediaId, changes, errors);
    }

    /** {@return the same record, left alone since another one failed} */
    public Result skipped() {
        return outcome == Outcome.FAILED
                ? this
                : new Result(origin, kind, ratingKey, title, Outcome.SKIPPED,
                        outcome == Outcome.CREATED ? null : mediaId, List.of(), List.of());
    }

    /** {@return the same, without the item where that was only thought of} */
    Result notWritten() {
        return outcome == Outcome.CREATED
                ? new Result(origin, kind, ratingKey, title, outcome, null, changes, userErrors)
                : this;
    }

    /** {@return the position in the input, from 0} */
    public @Nullable Integer index() {
        return origin.index();
    }
}

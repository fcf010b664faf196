package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;

/**
 * What became of one record, or on a dry run would become.
 *
 * @param mediaId the item; null where there is none, as of a failed record or of a new one on a dry run
 * @param changes the fields of an item that was there which differ
 * @param notices what else there is to know of it
 */
public record Result(Origin origin, MediaKind kind, @Nullable String ratingKey, @Nullable String title,
        Outcome outcome, @Nullable Long mediaId, List<FieldChange> changes, List<UserError> userErrors,
        List<Notice> notices) {

    /** What becomes of a record. */
    public enum Outcome {
        CREATED, UPDATED, UNCHANGED, SKIPPED, FAILED, REMOVED
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

    /** {@return what became of an item that an import doesn't contain} */
    static Result removed(MediaItem item) {
        return new Result(Origin.ofFile("."), item.kind(), item.ratingKey(), item.title(), Outcome.REMOVED, item.id(),
                List.of(), List.of(), List.of());
    }

    /** {@return the result of a record that was refused} */
    public static Result failed(MediaRecord record, List<UserError> errors) {
        return of(record, Outcome.FAILED, null, List.of(), errors);
    }

    static Result of(MediaRecord record, Outcome outcome, @Nullable Long mediaId, List<FieldChange> changes,
            List<UserError> errors) {
        return new Result(record.origin(), record.kind(), record.ratingKey().value(), record.title().value(), outcome,
                mediaId, changes, errors, List.of());
    }

    /** {@return the same with further notices, which come first} */
    public Result with(List<Notice> further) {
        return further.isEmpty()
                ? this
                : new Result(origin, kind, ratingKey, title, outcome, mediaId, changes, userErrors,
                        Stream.concat(further.stream(), notices.stream()).toList());
    }

    Result with(Notice notice) {
        return with(List.of(notice));
    }

    /** {@return the same record, left alone since another one failed} */
    public Result skipped() {
        return outcome == Outcome.FAILED
                ? this
                : new Result(origin, kind, ratingKey, title, Outcome.SKIPPED,
                        outcome == Outcome.CREATED ? null : mediaId, List.of(), List.of(), notices);
    }

    /** {@return the same, without the item where that was only thought of} */
    Result notWritten() {
        return outcome == Outcome.CREATED
                ? new Result(origin, kind, ratingKey, title, outcome, null, changes, userErrors, notices)
                : this;
    }

    /** {@return the position in the input, from 0} */
    public @Nullable Integer index() {
        return origin.index();
    }
}

package org.reelgraph.imports.merge;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * The result of one record; in a dry run, what it would have been.
 *
 * @param kind    null if nothing could be read
 * @param mediaId the item; null if there is none, such as for a failed record, or a new one in a dry run
 * @param changes the fields of an existing item that differ
 * @param notices further remarks about the record
 */
@GeneratedBuilder
public record Result(Origin origin, @Nullable MediaKind kind, @Nullable String ratingKey, @Nullable String title,
        Outcome outcome, @Nullable Long mediaId, List<FieldChange> changes, List<UserError> userErrors,
        List<Notice> notices) {

    /** The outcomes of a record. */
    public enum Outcome {
        CREATED, UPDATED, UNCHANGED, SKIPPED, FAILED, REMOVED
    }

    /**
     * A field that an import changes.
     *
     * @param path   the path of the field; a season or episode appears by number
     * @param before the old value; null if there was none
     * @param after  the new value; null if there is none
     */
    public record FieldChange(List<String> path, @Nullable Object before, @Nullable Object after) {
    }

    /** {@return the result for an item that is missing from an import} */
    static Result removed(MediaItem item) {
        return new Result(Origin.ofFile("."), item.kind(), item.ratingKey(), item.title(), Outcome.REMOVED, item.id(),
                List.of(), List.of(), List.of());
    }

    /** {@return the result of a record that was rejected} */
    public static Result failed(MediaRecord record, List<UserError> errors) {
        return of(record, Outcome.FAILED, null, List.of(), errors);
    }

    /** {@return the result of a record that could not be read or, without errors, is of nothing for the library} */
    public static Result unread(Origin origin, List<UserError> errors) {
        return ResultBuilder.builder().origin(origin)
                .outcome(errors.isEmpty() ? Outcome.SKIPPED : Outcome.FAILED).changes(List.of()).userErrors(errors)
                .notices(List.of()).build();
    }

    /** {@return the same result of something that is called so} */
    public Result named(@Nullable String key, @Nullable String called) {
        return ResultBuilder.builder(this).ratingKey(key).title(called).build();
    }

    static Result of(MediaRecord record, Outcome outcome, @Nullable Long mediaId, List<FieldChange> changes,
            List<UserError> errors) {
        return new Result(record.origin(), record.kind(), record.ratingKey().value(), record.title().value(), outcome,
                mediaId, changes, errors, List.of());
    }

    /** {@return the same result with further notices, which come first} */
    public Result with(List<Notice> further) {
        return further.isEmpty()
                ? this
                : ResultBuilder.builder(this).notices(Stream.concat(further.stream(), notices.stream()).toList())
                        .build();
    }

    Result with(Notice notice) {
        return with(List.of(notice));
    }

    /** {@return the same result, skipped because another record failed} */
    public Result skipped() {
        return outcome == Outcome.FAILED
                ? this
                : ResultBuilder.builder(this).outcome(Outcome.SKIPPED)
                        .mediaId(outcome == Outcome.CREATED ? null : mediaId).changes(List.of()).userErrors(List.of())
                        .build();
    }

    /** {@return the same result, without the id of an item that was not really created} */
    Result notWritten() {
        return outcome == Outcome.CREATED
                ? ResultBuilder.builder(this).mediaId(null).build()
                : this;
    }

    /** {@return the position in the input, from 0} */
    public @Nullable Integer index() {
        return origin.index();
    }
}

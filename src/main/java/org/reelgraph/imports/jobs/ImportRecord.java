package org.reelgraph.imports.jobs;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;

/**
 * The result of one record of a job.
 *
 * @param position position among the job's records, from 0
 * @param file     relative to the imported folder
 * @param mediaId  the item's id, if it exists
 */
public record ImportRecord(long id, long jobId, int position, String file, @Nullable Integer line,
        @Nullable Integer index,
        @Nullable MediaKind kind, @Nullable String ratingKey, @Nullable String title, Outcome outcome,
        @Nullable Long mediaId, List<Notice> notices, List<FieldChange> changes, List<UserError> userErrors) {

    static ImportRecord merged(long id, long jobId, int position, Result result, List<Notice> notices) {
        return of(id, jobId, position, result.origin(), result.with(notices));
    }

    static ImportRecord unread(long id, long jobId, int position, SourceRecord record) {
        var media = record.media();
        var result = media != null
                ? Result.failed(media, record.errors())
                : Result.unread(record.origin(), record.errors()).named(record.key(), record.title());
        return of(id, jobId, position, record.origin(), result.with(record.notices()));
    }

    /** {@return the title or, if there is none, the record's rating key, or its location in the file} */
    String displayTitle() {
        return title != null
                ? title
                : ratingKey != null
                        ? "key " + ratingKey
                        : new Origin(file, line, index, InputPath.START).inWords();
    }

    private static ImportRecord of(long id, long jobId, int position, Origin origin, Result result) {
        return new ImportRecord(id, jobId, position, Objects.requireNonNull(origin.file(), "A job reads files."),
                origin.line(), origin.index(), result.kind(),
                result.ratingKey(), result.title(), result.outcome(), result.mediaId(), result.notices(),
                result.changes(),
                result.userErrors());
    }
}

package org.reelgraph.imports.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.SourceEntry;
import org.reelgraph.imports.records.Viewing;

/**
 * A record as read, or the reason why it couldn't be read.
 *
 * @param media    null if nothing could be read
 * @param errors   if not empty, the record must not be imported
 * @param viewings when the item or its episodes were watched
 * @param entry    the entry of a file that it is, whether or not it is about media
 */
public record SourceRecord(Origin origin, @Nullable MediaRecord media, List<UserError> errors,
        List<Notice> notices, List<Viewing> viewings, Optional<SourceEntry> entry) {

    /** A record of media. */
    public SourceRecord(Origin origin, @Nullable MediaRecord media, List<UserError> errors, List<Notice> notices,
            List<Viewing> viewings) {
        this(origin, media, errors, notices, viewings, Optional.empty());
    }

    /** {@return the record of an entry} */
    static SourceRecord of(Origin origin, SourceEntry.Read read) {
        return new SourceRecord(origin, read.media().orElse(null), read.errors(), List.of(), List.of(),
                Optional.of(read.entry()));
    }

    /** {@return what the source calls it, if that is known} */
    public @Nullable String key() {
        return entry.map(SourceEntry::key).orElseGet(() -> media == null ? null : media.ratingKey().value());
    }

    /** {@return what people call it, if that is known} */
    public @Nullable String title() {
        return entry.map(SourceEntry::title).orElseGet(() -> media == null ? null : media.title().value());
    }

    /** {@return whether the record may be imported} */
    public boolean isSound() {
        return media != null && errors.isEmpty();
    }

    /** {@return the record read from an object, with the problems found while checking the object} */
    static SourceRecord of(MediaRecord media, InputObject in, Notice... further) {
        var notices = new ArrayList<>(List.of(further));
        notices.addAll(in.validation().notices());
        return new SourceRecord(media.origin(), media, in.validation().errors(), List.copyOf(notices), List.of());
    }

    static SourceRecord unread(Origin origin, SourceException reason) {
        return new SourceRecord(origin, null,
                List.of(UserError.of(reason.code()).at(origin.place().path()).saying(reason.getMessage())), List.of(),
                List.of());
    }

    /** {@return a record for what can't be part of a library, which is no mistake} */
    static SourceRecord skipped(Origin origin, String reason) {
        return new SourceRecord(origin, null, List.of(), List.of(Notice.of(Notice.Code.LEFT_OUT, reason)), List.of());
    }

    SourceRecord with(List<Viewing> watched) {
        return new SourceRecord(origin, media, errors, notices, watched, entry);
    }
}

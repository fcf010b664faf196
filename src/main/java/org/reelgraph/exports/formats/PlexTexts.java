package org.reelgraph.exports.formats;

import java.io.IOException;
import org.reelgraph.catalog.MediaItem;

/** The members that movies and the details of series have in common in Plex Exporter's objects. */
final class PlexTexts {

    private PlexTexts() {
    }

    /** Writes what there is of them. */
    static void write(JsonFields out, MediaItem item) throws IOException {
        out.text("titleSort", item.titles().sortTitle());
        out.text("originalTitle", item.originalTitle());
        out.text("editionTitle", item.edition());
        out.text("summary", item.summary());
        out.text("tagline", item.tagline());
        out.text("contentRating", item.contentRating());
        out.text("studio", item.studio());
        out.number("audienceRating", item.rating());
        out.text("originallyAvailableAt", item.releasedOn());
        out.text("addedAt", item.addedAt());
    }
}

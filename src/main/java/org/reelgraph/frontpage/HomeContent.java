package org.reelgraph.frontpage;

import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;

/**
 * What a row shows.
 *
 * @param subjectId the id of the item that it follows from
 */
public record HomeContent(Optional<Long> subjectId, List<? extends Entry> entries) {

    /** Something in a row. */
    public sealed interface Entry {
    }

    /** An item that was read already. */
    public record Item(MediaItem media) implements Entry {
    }

    /** An item that is still to be read, together with those of other rows. If it is gone, it is left out. */
    public record Reference(long mediaId) implements Entry {
    }

    /** New episodes of a series. */
    public record Episodes(NewEpisodes episodes) implements Entry {
    }

    /** Nothing, so that the row is left out. */
    public static final HomeContent NOTHING = of(List.of());

    /** {@return a row of these entries} */
    public static HomeContent of(List<? extends Entry> entries) {
        return new HomeContent(Optional.empty(), entries);
    }

    /** {@return a row of these media} */
    public static HomeContent ofMedia(List<MediaItem> media) {
        return of(media.stream().map(Item::new).toList());
    }
}

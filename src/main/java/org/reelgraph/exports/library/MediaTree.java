package org.reelgraph.exports.library;

import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.tags.TagKind;

/**
 * A media item with everything below it.
 *
 * @param furtherKeys the rating keys in addition to the item's own, latest first
 * @param seasonCount how many seasons it has
 * @param seasons     by number, specials last; empty if only the item was asked for
 */
public record MediaTree(MediaItem item, List<String> furtherKeys, Map<TagKind, List<String>> tags, Attached attached,
        int seasonCount, List<SeasonTree> seasons) {

    /**
     * A season with its episodes.
     *
     * @param episodes by number, then those without one by day
     */
    public record SeasonTree(Season season, Attached attached, List<EpisodeTree> episodes) {
    }

    /** An episode. */
    public record EpisodeTree(Episode episode, Attached attached) {
    }

    /** {@return the tags of a kind, in order} */
    public List<String> tags(TagKind kind) {
        return tags.getOrDefault(kind, List.of());
    }
}

package org.reelgraph.exports.library;

import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.catalog.images.Image;

/**
 * What belongs to an item, a season or an episode.
 *
 * @param metadata a JSON object
 * @param cast     by position
 * @param crew     by position; of an album or book its creators
 */
public record Attached(Optional<String> metadata, List<Image> images, List<PersonCredit> cast,
        List<PersonCredit> crew) {
}

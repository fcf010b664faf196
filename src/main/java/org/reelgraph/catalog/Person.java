package org.reelgraph.catalog;

import java.time.Instant;
import java.util.List;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * Someone who acts in or makes films.
 *
 * @param externalIds the ids others gave
 * @param pictures    in the order in which they came
 */
@GeneratedBuilder
public record Person(long id, String name,
        ExternalIds externalIds, List<Picture> pictures,
        Instant createdAt,
        Instant updatedAt) implements PersonCard {

    /** {@return the pictures as images} */
    public List<Image> images() {
        return Picture.imagesOf(id, pictures);
    }

    /** {@return how credits find this person} */
    public PersonMatch matchedBy() {
        return externalIds.any() ? PersonMatch.EXTERNAL_ID : PersonMatch.NAME;
    }
}

package org.reelgraph.catalog;

import java.time.Instant;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * Someone who acts in or makes films.
 *
 * @param externalIds the ids others gave
 */
@GeneratedBuilder
public record Person(long id, String name,
        ExternalIds externalIds,
        Instant createdAt,
        Instant updatedAt) implements PersonCard {

    /** {@return how credits find this person} */
    public PersonMatch matchedBy() {
        return externalIds.any() ? PersonMatch.EXTERNAL_ID : PersonMatch.NAME;
    }
}

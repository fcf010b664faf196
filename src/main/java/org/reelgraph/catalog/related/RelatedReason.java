package org.reelgraph.catalog.related;

import io.micronaut.core.annotation.Nullable;

/**
 * Something that two items have in common.
 *
 * @param name     a person's, a genre's or a collection's
 * @param personId a person's; null of the others
 * @param weight   how much it counts
 */
record RelatedReason(Kind kind, String name, @Nullable Long personId, double weight) {

    /** What can be in common. */
    enum Kind {
        COLLECTION, PERSON, GENRE
    }
}

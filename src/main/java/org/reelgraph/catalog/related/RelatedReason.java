package org.reelgraph.catalog.related;

import org.jspecify.annotations.Nullable;

/**
 * Something that two items have in common.
 *
 * @param name     the name of the person, genre or collection
 * @param personId the person's id; null for other kinds
 * @param weight   how much it counts
 */
public record RelatedReason(Kind kind, String name, @Nullable Long personId, double weight) {

    /** What items can have in common. */
    public enum Kind {
        COLLECTION, PERSON, GENRE
    }
}

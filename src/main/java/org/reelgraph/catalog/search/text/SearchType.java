package org.reelgraph.catalog.search.text;

import io.micronaut.core.annotation.Nullable;
import java.util.Locale;

/** The kinds of what is searched; of what fits as well, the first come first. */
public enum SearchType {
    SERIES(0), MOVIE(0), ALBUM(0), BOOK(0), PERSON(0), EPISODE(1);

    private static final int RATINGS = 128;
    private static final int TENTHS = 10;
    private static final int UNRATED = 101;
    private static final int UNRATED_PERSON = 50;
    // Bits of the entity's id that fit below; the rest of it repeats after 49 days, to the millisecond and random bits.
    private static final int ID_BITS = 54;

    /** The bits of an entity's id that its entry's id has. */
    public static final long ID_MASK = (1L << ID_BITS) - 1;
    /** The id of an entry of a person without those bits, and so the first. */
    public static final long FIRST_PERSON = PERSON.entryId(0, null);
    /** The last id of an entry of a person. */
    public static final long LAST_PERSON = FIRST_PERSON | ID_MASK;

    private final long rank;

    SearchType(int rank) {
        this.rank = rank;
    }

    /** {@return the word by which the index knows the type} */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the id before which there are no entries of types of this rank} */
    long firstEntryId() {
        return rank * RATINGS << ID_BITS;
    }

    /** {@return the id of an entry: in the order of types, then of ratings, the best first, then of age} */
    public long entryId(long entityId, @Nullable Double rating) {
        var place = this == PERSON ? UNRATED_PERSON : rating == null ? UNRATED : 100 - Math.round(rating * TENTHS);
        return (rank * RATINGS + place) << ID_BITS | entityId & ID_MASK;
    }
}

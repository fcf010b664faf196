package org.reelgraph.catalog.search.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of search results; between equally good matches, earlier types come first. */
public enum SearchType {
    SERIES(0), MOVIE(0), ALBUM(0), BOOK(0), PERSON(0), EPISODE(1);

    private static final int RATINGS = 128;
    private static final int TENTHS = 10;
    private static final int UNRATED = 101;
    private static final int UNRATED_PERSON = 50;
    // The number of low bits of the entity's id that fit below the rank and rating. The time in them repeats after 49
    // days, so two entries have the same id only if their entities' ids agree to the millisecond and in all random
    // bits.
    private static final int ID_BITS = 54;

    /** The bits of an entity's id that its entry's id contains. */
    public static final long ID_MASK = (1L << ID_BITS) - 1;
    /** The first id of a person's entry, with these bits at 0. */
    public static final long FIRST_PERSON = PERSON.entryId(0, null);
    /** The last id of a person's entry. */
    public static final long LAST_PERSON = FIRST_PERSON | ID_MASK;

    private final long rank;

    SearchType(int rank) {
        this.rank = rank;
    }

    /** {@return what the global ids of what is found start with} */
    public String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the smallest possible id of an entry of a type with this rank} */
    long firstEntryId() {
        return rank * RATINGS << ID_BITS;
    }

    /** {@return the id of an entry, which orders entries by type, then by rating, best first, then by age} */
    public long entryId(long entityId, @Nullable Double rating) {
        var place = this == PERSON ? UNRATED_PERSON : rating == null ? UNRATED : 100 - Math.round(rating * TENTHS);
        return (rank * RATINGS + place) << ID_BITS | entityId & ID_MASK;
    }
}

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

    private final long rank;

    SearchType(int rank) {
        this.rank = rank;
    }

    /** {@return what the global ids of what is found start with} */
    public String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the first place of this type, or of others that come together with it} */
    long firstPlace() {
        return rank * RATINGS;
    }

    /** {@return the place of something of this type among all: by type, then by rating, best first} */
    public long place(@Nullable Double rating) {
        return firstPlace()
                + (this == PERSON ? UNRATED_PERSON : rating == null ? UNRATED : 100 - Math.round(rating * TENTHS));
    }
}

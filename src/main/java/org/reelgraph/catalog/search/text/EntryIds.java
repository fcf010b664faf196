package org.reelgraph.catalog.search.text;

/**
 * The ids of entries, in whose order these are found. The upper bits are the entry's {@linkplain SearchType#place place},
 * the lower ones a number that no other entry of that place has.
 *
 * @param numberBits how many bits the number has
 */
public record EntryIds(int numberBits) {

    /** {@return the id of an entry} */
    public long of(long place, long number) {
        return first(place) | number;
    }

    /** {@return the smallest id of a place} */
    public long first(long place) {
        return place << numberBits;
    }

    /** {@return the largest number} */
    public long lastNumber() {
        return (1L << numberBits) - 1;
    }

    /** {@return the place of the entry with an id} */
    public long placeOf(long id) {
        return id >> numberBits;
    }

    /** {@return the smallest id of a person's entry} */
    public long firstPerson() {
        return first(SearchType.PERSON.place(null));
    }

    /** {@return the largest id of a person's entry} */
    public long lastPerson() {
        return firstPerson() | lastNumber();
    }

    /** {@return the smallest id of an episode's entry} */
    public long firstEpisode() {
        return first(SearchType.EPISODE.firstPlace());
    }
}

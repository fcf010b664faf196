package org.reelgraph.imports.records;

import java.time.Instant;
import java.util.Optional;

/**
 * That a movie or an episode was watched.
 *
 * @param title what identifies the movie or series in the source
 * @param place of the episode; empty if it is a movie
 */
public record Viewing(String title, Optional<Place> place, Instant at) {

    /** The place of an episode in its series. */
    public record Place(int season, int number) {
    }
}

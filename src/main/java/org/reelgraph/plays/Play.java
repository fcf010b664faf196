package org.reelgraph.plays;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody watched something, as a server's history tells it.
 *
 * @param ratingKey what, in the history's source
 * @param episode   where it belongs; empty if it is a movie
 * @param title     what it was called
 * @param viewer    who, by the name that the server shows
 * @param seconds   how long
 * @param percent   how far, from 0 to 100
 */
record Play(String ratingKey, Optional<EpisodePlace> episode, String title, String viewer, Instant startedAt,
        int seconds, int percent) {

    /** The place of an episode, by which it is found if its own key is another one by now. Numbers may be unknown. */
    record EpisodePlace(String seriesKey, Optional<Integer> season, Optional<Integer> number) {
    }
}

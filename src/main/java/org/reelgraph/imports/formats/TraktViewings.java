package org.reelgraph.imports.formats;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.imports.formats.trees.TraktTrees.Plays;
import org.reelgraph.imports.records.Viewing;
import org.reelgraph.imports.records.Viewing.Place;

/**
 * When a title was watched. A history tells of each time. A summary tells how often, and when for the last time, which the
 * history contains too.
 */
final class TraktViewings {

    // Trakt gives the beginning of 1970 if nobody knows when it was. What somebody enters may be older than Trakt.
    private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");

    private final String title;
    private final Set<Viewing> viewings = new LinkedHashSet<>();
    private final Set<Viewing> impossible = new HashSet<>();
    private final Map<Optional<Place>, Integer> counts = new HashMap<>();
    private int withoutTime;
    private final Instant now;

    /** @param now no viewing is later */
    TraktViewings(String title, Instant now) {
        this.title = title;
        this.now = now;
    }

    /** Adds an entry of a history; nothing is known of when, or of what, if the time is empty. */
    void add(Optional<Place> place, Optional<Instant> at) {
        at.ifPresentOrElse(time -> add(place, time), () -> withoutTime++);
    }

    /** Adds what a summary tells of a movie or an episode. */
    void add(Optional<Place> place, Plays plays) {
        var isLastPossible = plays.last() == null || add(place, plays.last());
        counts.merge(place, isLastPossible ? plays.count() : plays.count() - 1, Math::max);
    }

    private boolean add(Optional<Place> place, Instant at) {
        var isPossible = !at.isBefore(EARLIEST) && !at.isAfter(now);
        (isPossible ? viewings : impossible).add(new Viewing(title, place, at));
        return isPossible;
    }

    /** {@return those whose time is known} */
    List<Viewing> known() {
        return List.copyOf(viewings);
    }

    /** {@return how many are dated to the beginning of 1970, or are yet to come} */
    int impossible() {
        return impossible.size();
    }

    /** {@return how many there were of which the time isn't known} */
    int unknown() {
        var unknown = new HashMap<>(counts);
        viewings.forEach(viewing -> unknown.computeIfPresent(viewing.place(), (place, count) -> count - 1));
        return withoutTime + unknown.values().stream().mapToInt(count -> Math.max(0, count)).sum();
    }
}

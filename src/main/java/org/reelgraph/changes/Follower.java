package org.reelgraph.changes;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * Somebody who is told of changes, and how far they have come. Who keeps up is told from memory; who doesn't, or comes from
 * an old cursor, reads pages until they have caught up. Used by one thread at a time.
 */
final class Follower {

    private static final int PAGE = 100;

    private final ChangeFeed feed;
    private final Queue<Change> page = new ArrayDeque<>();
    private ChangeCursor place;
    // Of the changes in memory, those up to here are told, or nothing to be told.
    private long passed;

    Follower(ChangeFeed feed, ChangeCursor place) {
        this.feed = feed;
        this.place = place;
    }

    /**
     * {@return the changes that are to be told, as somebody asks for them}
     *
     * @param recent the latest ones
     */
    Iterable<Change> toBeTold(RecentChanges recent) {
        return () -> new Iterator<>() {

            private Optional<Change> next = Optional.empty();

            @Override
            public boolean hasNext() {
                if (next.isEmpty()) {
                    next = Follower.this.next(recent);
                }
                return next.isPresent();
            }

            @Override
            public Change next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var told = next.orElseThrow();
                next = Optional.empty();
                return told;
            }
        };
    }

    private Optional<Change> next(RecentChanges recent) {
        if (page.isEmpty() && place.seq() < recent.from()) {
            readPage();
        }
        var read = page.poll();
        if (read == null) {
            return place.seq() < recent.from() ? Optional.empty() : ofMemory(recent);
        }
        place = read.place() == null ? place : read.place();
        return Optional.of(read);
    }

    private void readPage() {
        var known = feed.known();
        feed.check(place, known);
        var found = feed.after(place, known, PAGE);
        page.addAll(found.size() > PAGE ? found.subList(0, PAGE) : found);
        if (found.isEmpty()) {
            place = ChangeCursor.end(known.last(), known.forgotten());
        }
    }

    private Optional<Change> ofMemory(RecentChanges recent) {
        var known = recent.known();
        if (place.isForgotten(known.forgotten())) {
            throw ChangeFeed.expired();
        }
        // It has read a page since then; or the database is another one by now.
        if (place.seq() > known.last()) {
            feed.check(place, feed.known());
        }
        for (var change : recent.places().tailMap(Math.max(place.seq(), passed), false).values()) {
            passed = change.seq();
            if (place.isToldOf(change)) {
                var next = change.seq() == recent.places().lastKey()
                        ? ChangeCursor.end(known.last(), known.forgotten())
                        : place.within(change);
                var told = change.since(place.known(), next);
                place = next;
                return Optional.of(told);
            }
        }
        if (place.seq() < known.last()) {
            place = ChangeCursor.end(known.last(), known.forgotten());
        }
        return Optional.empty();
    }
}

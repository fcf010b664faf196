package org.reelgraph.changes;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.reelgraph.changes.ChangeRepository.Known;

/**
 * The latest changes, kept in memory for all who follow them.
 *
 * @param from   after which place they begin; nothing after it is missing
 * @param known  what was known of the order when they were read
 * @param places the changes by their place; of an item that has changed again, there is also the earlier one
 */
record RecentChanges(long from, Known known, NavigableMap<Long, StoredChange> places) {

    private static final int MOST = 1_000;

    /** {@return the state before anything is read} */
    static RecentChanges none(Known known) {
        return new RecentChanges(known.last(), known, new TreeMap<>());
    }

    /** {@return the state now} */
    RecentChanges next(ChangeFeed feed) {
        var now = feed.known();
        if (now.last() < last()) {
            return none(now);
        }
        var found = feed.allAfter(last(), MOST + 1);
        if (found.size() > MOST) {
            return none(new Known(Math.max(now.last(), found.getLast().seq()), now.forgotten()));
        }
        var all = new TreeMap<>(places);
        found.forEach(change -> all.put(change.seq(), change));
        var begin = from;
        while (all.size() > MOST) {
            begin = all.pollFirstEntry().getKey();
        }
        return new RecentChanges(begin, found.isEmpty()
                ? now
                : new Known(Math.max(now.last(), found.getLast().seq()), now.forgotten()), all);
    }

    /** {@return the place up to which everything is known} */
    long last() {
        return known.last();
    }
}

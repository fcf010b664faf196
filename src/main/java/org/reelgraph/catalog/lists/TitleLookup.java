package org.reelgraph.catalog.lists;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.reelgraph.catalog.lists.LibraryStateReader.State;
import org.reelgraph.storage.ReadTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds media by a text in their titles in memory. The titles of an earlier state are updated by the changes since
 * then. Who asks never waits for that: while many changes are being read, the database finds the titles.
 */
@Singleton
class TitleLookup {

    private static final Logger LOG = LoggerFactory.getLogger(TitleLookup.class);
    // The number of changes that a request reads itself.
    private static final int FEW = 500;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LibraryStateReader states;
    private final TitleReader reader;
    private final ReadTransactions reads;
    private final ReentrantLock updating = new ReentrantLock();
    private volatile OrderedTitles latest = OrderedTitles.EMPTY;
    private volatile boolean isBehind;

    TitleLookup(LibraryStateReader states, TitleReader reader, ReadTransactions reads) {
        this.states = states;
        this.reader = reader;
        this.reads = reads;
    }

    /** {@return the titles of the state that the transaction sees; empty if they aren't in memory} */
    Optional<OrderedTitles> titles() {
        var state = states.state();
        var known = latest;
        return known.place() == state.last()
                ? Optional.of(known)
                : reads.uncounted(() -> updated(state, FEW));
    }

    private Optional<OrderedTitles> updated(State state, int most) {
        if (!updating.tryLock()) {
            return Optional.empty();
        }
        try {
            return latest.place() > state.last() ? Optional.empty() : update(state, most);
        } finally {
            updating.unlock();
        }
    }

    private Optional<OrderedTitles> update(State state, int most) {
        var before = latest.place() < state.forgotten() ? OrderedTitles.EMPTY : latest;
        var changed = states.changedAfter(before.place(), most);
        if (changed.size() == most) {
            isBehind = true;
            return Optional.empty();
        }
        latest = before.at(state.last(), changed, reader.titlesOf(changed));
        return Optional.of(latest);
    }

    /** Reads many changes, if somebody has asked for titles since the last time. */
    @Scheduled(fixedDelay = "250ms", initialDelay = "250ms")
    void catchUp() {
        if (!isBehind) {
            return;
        }
        isBehind = false;
        try {
            reads.within(LONGEST, bytes -> {
            }, () -> updated(states.state(), Integer.MAX_VALUE));
        } catch (RuntimeException e) {
            LOG.warn("The titles could not be read into memory. Until they can, the database finds them", e);
        }
    }
}

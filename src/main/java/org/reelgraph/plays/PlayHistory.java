package org.reelgraph.plays;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.WriteTransactions;

/** Keeps what servers tell of what was watched. */
@Singleton
class PlayHistory {

    private static final int AT_ONCE = 1_000;

    private final PlayWriter plays;
    private final WriteTransactions transactions;
    private final Clock clock;

    PlayHistory(PlayWriter plays, WriteTransactions transactions, Clock clock) {
        this.clock = clock;
        this.plays = plays;
        this.transactions = transactions;
    }

    /** {@return when the latest play that is known of a source began; a clock that is fast doesn't count} */
    Optional<Instant> latest(String source) {
        return transactions.within(() -> plays.latest(source, clock.instant()));
    }

    /**
     * Keeps plays of a source's items; those that are known already are brought up to date.
     *
     * @param note keeps in the same transaction how far the history is read
     */
    void add(String source, List<Play> further, Runnable note) {
        transactions.within(() -> {
            plays.save(source, further);
            note.run();
            return further.size();
        });
    }

    /** Finds the items of plays, of which some may have come into the library, or come back, since. */
    void link(String source) {
        var after = -1L;
        while (after != Long.MAX_VALUE) {
            after = linkSome(source, after);
        }
    }

    private long linkSome(String source, long after) {
        return transactions.within(() -> {
            var some = plays.findUnlinked(source, after, AT_ONCE);
            plays.link(some);
            return some.isEmpty() ? Long.MAX_VALUE : some.getLast();
        });
    }
}

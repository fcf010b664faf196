package org.reelgraph.imports.deletion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.reelgraph.imports.deletion.Deletion.Outcome;
import org.reelgraph.imports.deletion.Deletion.Type;

/**
 * What one job deletes because its source no longer contains it, and what it withholds. The items of a list go together
 * or not at all. Not thread-safe.
 */
public final class GuardedDeletions implements DeletionLimit {

    private final long jobId;
    private final LongPredicate confirmed;
    private final DeletionSettings settings;
    private final DeletionStore store;
    private final List<Deletion> open = new ArrayList<>();
    private int unconfirmed;

    GuardedDeletions(long jobId, LongPredicate confirmed, int unconfirmed, DeletionSettings settings,
            DeletionStore store) {
        this.jobId = jobId;
        this.confirmed = confirmed;
        this.unconfirmed = unconfirmed;
        this.settings = settings;
        this.store = store;
    }

    @Override
    public boolean permits(List<Deletion> deletions, int items, int of) {
        if (isConfirmed(deletions)) {
            note(deletions, Outcome.CONFIRMED);
            return true;
        }
        if (items > settings.limit(of) || unconfirmed + items > settings.maxNumber()) {
            note(deletions, Outcome.WITHHELD);
            return false;
        }
        unconfirmed += items;
        note(deletions, Outcome.DELETED);
        return true;
    }

    private boolean isConfirmed(List<Deletion> deletions) {
        return deletions.stream().allMatch(deletion -> confirmed.test(deletion.entityId()));
    }

    /** {@return whether all of these items may be deleted, if somebody has allowed so many; otherwise, none of it} */
    public boolean permits(List<Deletion> deletions, int limit) {
        var outcome = isConfirmed(deletions)
                ? Outcome.CONFIRMED
                : deletions.size() <= limit ? Outcome.DELETED : Outcome.WITHHELD;
        note(deletions, outcome);
        return outcome != Outcome.WITHHELD;
    }

    /** {@return how many of so many items may be deleted without confirmation} */
    public int limit(int of) {
        return settings.limit(of);
    }

    private void note(List<Deletion> deletions, Outcome outcome) {
        deletions.forEach(deletion -> open.add(deletion.as(outcome)));
    }

    /** Saves what was noted since the last time, in the transaction that deletes it. */
    public void save() {
        store.add(jobId, open);
        open.clear();
    }

    /**
     * {@return what is withheld of series, for people; empty if nothing is}
     *
     * @param again as in {@link #howToConfirm}
     */
    public Optional<String> objection(String again) {
        var withheld = store.countWithheld(jobId, Set.of(Type.SEASON, Type.EPISODE));
        return withheld == 0
                ? Optional.empty()
                : Optional.of(withheld + (withheld == 1 ? " season or episode is" : " seasons and episodes are")
                        + " no longer in the lists of their series, which is"
                        + " more than may be deleted without confirmation. They stay. To confirm, "
                        + howToConfirm(again));
    }

    /** {@return the titles of the first things that are withheld} */
    public List<String> titles(int most) {
        return store.findWithheldTitles(jobId, most);
    }

    /**
     * {@return how to have deleted what is withheld, as the end of a sentence}
     *
     * @param again what to do once more, in the imperative
     */
    public String howToConfirm(String again) {
        return "look at the job's deletions and, if they are right, " + again + " again with confirmDeletions "
                + DeletionGuard.token(jobId, store.findWithheld(jobId)) + ".";
    }
}

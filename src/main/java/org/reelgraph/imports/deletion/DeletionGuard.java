package org.reelgraph.imports.deletion;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.sql.JsonArray;

/**
 * Keeps jobs from deleting much because a source no longer contains it: it may have been away for a moment. What a job
 * would have deleted is listed with the job. A token names the job and this list, and whoever has looked at it lets the
 * next job delete what is in it, and nothing else.
 */
@Singleton
public class DeletionGuard {

    private static final String UNKNOWN = "No import has listed deletions with this token, or they have changed since.";

    private static final String PREFIX = "deletions";
    private static final String SEPARATOR = ".";
    private static final int DIGITS = 16;

    private final DeletionStore store;
    private final DeletionSettings settings;
    private final WriteTransactions transactions;

    DeletionGuard(DeletionStore store, DeletionSettings settings, WriteTransactions transactions) {
        this.store = store;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** {@return the guard of one job, which may delete what a token confirms} */
    public GuardedDeletions begin(long jobId, @Nullable String token) {
        return transactions.within(() -> {
            var known = confirmed(token).orElse(Set.of());
            return new GuardedDeletions(jobId, known::contains, store.countUnconfirmed(jobId), settings, store);
        });
    }

    /** {@return the guard of one job that was asked to delete whatever it does, and lists it} */
    public GuardedDeletions beginConfirmed(long jobId) {
        return new GuardedDeletions(jobId, any -> true, 0, settings, store);
    }

    /** {@return what is wrong with a token, if anything is: it has to name the list of a job, as it is} */
    public Optional<String> check(@Nullable String token) {
        return token == null || transactions.within(() -> confirmed(token)).isPresent()
                ? Optional.empty()
                : Optional.of(UNKNOWN);
    }

    private Optional<Set<Long>> confirmed(@Nullable String token) {
        return Optional.ofNullable(token).flatMap(DeletionGuard::jobOf).map(store::findWithheld)
                .filter(ids -> Optional.ofNullable(token).flatMap(text -> jobOf(text).map(job -> token(job, ids)))
                        .equals(Optional.of(String.valueOf(token))))
                .filter(ids -> !ids.isEmpty()).map(Set::copyOf);
    }

    private static Optional<Long> jobOf(String token) {
        var end = token.indexOf(SEPARATOR);
        return end < 0 ? Optional.empty() : GlobalId.find(token.substring(0, end)).map(GlobalId::id);
    }

    /** {@return the token that confirms these deletions of a job} */
    public static String token(long jobId, Collection<Long> withheld) {
        var list = JsonArray.ofIds(List.copyOf(withheld).stream().sorted().toList());
        var digest = Sha256.digest().digest((jobId + list).getBytes(StandardCharsets.UTF_8));
        return GlobalId.of(PREFIX, jobId) + SEPARATOR + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    }
}

package org.reelgraph.maintenance;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.integrity.DatabaseCheck;
import org.reelgraph.storage.integrity.Integrity;

/** Checks the database and keeps what was found last. */
@Singleton
public class DatabaseChecks {

    private final Integrity integrity;
    private final CheckResultReader reader;
    private final CheckResultStore store;
    private final WriteTransactions transactions;
    private final Clock clock;

    DatabaseChecks(Integrity integrity, CheckResultReader reader, CheckResultStore store,
            WriteTransactions transactions, Clock clock) {
        this.integrity = integrity;
        this.reader = reader;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Is told what is checked next. */
    @FunctionalInterface
    public interface Follower {

        /** So many checks of all are done. What this throws ends them. */
        void next(String subject, int done, int total);
    }

    /** {@return what all checks find, by subject} It may take minutes. */
    public List<CheckResult> run(Follower follower) {
        var checks = integrity.checks();
        var results = new ArrayList<CheckResult>();
        for (var check : checks) {
            follower.next(check.subject(), results.size(), checks.size());
            results.add(new CheckResult(check.subject(), clock.instant(), problems(check)));
        }
        return results;
    }

    // The others may still tell something of a database of which a part can't be read.
    private static List<String> problems(DatabaseCheck check) {
        try {
            return check.problems();
        } catch (RuntimeException e) {
            var failure = StorageFailure.of(e);
            if (failure.isEmpty() || failure.get() == StorageFailure.UNREACHABLE) {
                throw e;
            }
            return List.of("It can't be checked: " + failure.get().inWords() + ".");
        }
    }

    /** Keeps results, in a transaction of its own or the caller's. */
    public void keep(List<CheckResult> results) {
        transactions.within(() -> {
            store.replace(results);
            return true;
        });
    }

    /** {@return what the last checks found, by subject; nothing if the database was never checked} */
    public List<CheckResult> latest() {
        return reader.findAll();
    }
}

package org.reelgraph.storage.integrity;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.storage.WriteTransactions;

/** The checks of the whole database, and the repair of what can be made anew. */
@Singleton
public class Integrity {

    private final List<DatabaseCheck> checks;
    private final List<DerivedData> derived;
    private final WriteTransactions transactions;

    Integrity(List<DatabaseCheck> checks, List<DerivedData> derived, WriteTransactions transactions) {
        this.checks = checks;
        this.derived = derived;
        this.transactions = transactions;
    }

    /** Whether derived data is what would be made now. */
    private record Comparison(DerivedData data) implements DatabaseCheck {

        @Override
        public String subject() {
            return data.subject();
        }

        @Override
        public List<String> problems() {
            var faults = data.faults();
            return faults == 0 ? List.of() : List.of(faults + " rows differ from what they are made of");
        }
    }

    /** What was made anew. */
    public record Repair(String subject, long faults) {
    }

    /** {@return all checks, by subject} */
    public List<DatabaseCheck> checks() {
        return Stream.concat(checks.stream(), derived.stream().map(Comparison::new))
                .sorted(Comparator.comparing(DatabaseCheck::subject)).toList();
    }

    /**
     * Makes derived data anew, each kind in one transaction.
     *
     * @param  all whether that is done even where nothing is wrong
     * @return     what was made anew
     */
    public List<Repair> repair(boolean all) {
        return derived.stream().sorted(Comparator.comparing(DerivedData::subject))
                .flatMap(data -> repair(data, all).stream()).toList();
    }

    private List<Repair> repair(DerivedData data, boolean all) {
        var faults = data.faults();
        if (faults == 0 && !all) {
            return List.of();
        }
        transactions.within(() -> {
            data.makeAnew();
            return true;
        });
        return List.of(new Repair(data.subject(), faults));
    }
}

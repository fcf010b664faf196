package org.reelgraph.frontpage.heroes;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.storage.WriteTransactions;

/** Changes the policy. */
@Singleton
class HeroPolicies {

    private static final int ONLY = 1;

    /** The policy after a change, or why it wasn't changed. */
    record Changed(Optional<HeroPolicy> policy, List<UserError> errors) {
    }

    private final HeroStore store;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;

    HeroPolicies(HeroStore store, WriteTransactions transactions, AuditTrail audit, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@return the changed policy, or all that is wrong with it} */
    Changed update(Actor who, UnaryOperator<HeroPolicy> change) {
        return transactions.within(() -> {
            var before = store.findById(ONLY).map(stored -> HeroJson.policy(stored.policy()))
                    .orElse(HeroPolicy.DEFAULT);
            var after = change.apply(before);
            var errors = HeroPolicyCheck.errors(after);
            if (!errors.isEmpty()) {
                return new Changed(Optional.empty(), errors);
            }
            return audit.within(who, "updateHeroPolicy", null, null, () -> {
                store.savePolicy(HeroJson.write(after), clock.instant().toEpochMilli());
                return new Changed(Optional.of(after), List.of());
            });
        });
    }
}

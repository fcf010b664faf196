package org.reelgraph.storage.retention;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.List;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes once an hour what its {@link RetentionRule} no longer keeps, in short transactions. */
// Created at the start with all rules, so that settings that can't be used stop it.
@Context
@Requires(property = "reelgraph.serves", value = "true")
public class RetentionRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionRunner.class);

    private final List<RetentionRule> rules;
    private final RetentionClock clock;
    private final WriteTransactions transactions;

    RetentionRunner(List<RetentionRule> rules, RetentionClock clock, WriteTransactions transactions) {
        this.rules = rules;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** Applies all rules. If one fails, the log says so, and the others are applied all the same. */
    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    public void removeOld() {
        rules.forEach(this::apply);
    }

    private void apply(RetentionRule rule) {
        try {
            var cutoff = transactions.within(() -> clock.cutoff(rule.kept()));
            var removed = 1;
            while (removed > 0) {
                removed = transactions.within(() -> rule.removeSome(cutoff));
            }
        } catch (RuntimeException e) {
            if (!StorageFailure.isOutage(e)) {
                LOG.warn("Old {} could not be removed; trying again in an hour", rule.contents(), e);
            }
        }
    }
}

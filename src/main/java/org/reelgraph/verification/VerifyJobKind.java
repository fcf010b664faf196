package org.reelgraph.verification;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.verification.checks.Issue;
import org.reelgraph.verification.checks.Severity;
import org.reelgraph.verification.checks.Thresholds;

/** Verifies items, one after the other. A run that ends early is continued after the last item that was verified. */
@Singleton
class VerifyJobKind implements JobKind {

    /** The kind's name. */
    static final String NAME = "VERIFY_MEDIA";
    /** The prefix of global ids of its jobs. */
    static final String PREFIX = "verifyjob";

    private static final int AT_ONCE = 100;

    private final VerifyInputCheck check;
    private final VerifiedItemReader items;
    private final Verifier verifier;
    private final ThresholdReader thresholds;
    private final VerificationStore store;
    private final WriteTransactions transactions;
    private final Ids ids;
    private final Clock clock;

    VerifyJobKind(VerifyInputCheck check, VerifiedItemReader items, Verifier verifier, ThresholdReader thresholds,
            VerificationStore store, WriteTransactions transactions, Ids ids, Clock clock) {
        this.check = check;
        this.items = items;
        this.verifier = verifier;
        this.thresholds = thresholds;
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "VerifyJob";
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    /** {@inheritDoc} Files take long, and nobody else waits for them. */
    @Override
    public String group() {
        return "verification";
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return check.errors(VerifyInput.of(input));
    }

    @Override
    public JobEnd run(JobRun run) {
        return new Work(run).run();
    }

    /** One run. */
    private final class Work {

        private final JobRun run;
        private final VerifyInput input;
        private final Thresholds demanded = thresholds.find().effective();
        private final List<Verification> unsaved = new ArrayList<>();
        private Tally tally;
        private final int total;

        Work(JobRun run) {
            this.run = run;
            this.input = VerifyInput.of(run.input());
            this.tally = Tally.of(run.checkpoint().orElse(null));
            this.total = items.count(input);
        }

        JobEnd run() {
            List<VerifiedItem> page;
            do {
                page = items.findAfter(input, tally.last(), AT_ONCE);
                for (var item : page) {
                    if (run.isStopping() || !verify(item)) {
                        save(null);
                        return run.stopped();
                    }
                }
                save(null);
            } while (page.size() == AT_ONCE);
            return JobEnd.succeeded();
        }

        // False if the job is to end: then it may not have been the item's fault that something isn't known.
        private boolean verify(VerifiedItem item) {
            var result = verifier.verify(item, input.path(), input.phase(), demanded, run::isStopping);
            if (run.isStopping()) {
                return false;
            }
            var found = verification(item, result);
            unsaved.add(found);
            tally = tally.with(found, item.id());
            // Files take long: what was found of one isn't to be lost.
            if (result.file().isPresent()) {
                save(item.title());
            }
            return true;
        }

        private Verification verification(VerifiedItem item, Verifier.Result result) {
            var issues = result.findings().issues();
            return VerificationBuilder.builder().id(ids.next()).mediaId(item.id()).mediaKind(item.kind())
                    .title(item.title()).phase(input.phase())
                    .severity(Issue.gravest(issues).map(Severity::rank).orElse(Severity.NONE))
                    .checkedAt(clock.instant()).file(result.file().map(Object::toString).orElse(null))
                    .jobId(run.job().id()).issues(issues).unchecked(result.findings().unchecked()).build();
        }

        private void save(@Nullable String current) {
            transactions.within(() -> {
                store.saveOfItems(unsaved);
                run.save(tally.text(), new Progress(tally.done(), Math.max(total, tally.done()), "items", current));
                return true;
            });
            unsaved.clear();
        }
    }
}

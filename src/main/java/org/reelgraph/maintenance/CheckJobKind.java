package org.reelgraph.maintenance;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.integrity.Integrity;

/** Jobs that check the database while everything goes on. One that finds something wrong says what. */
@Singleton
class CheckJobKind implements JobKind {

    /** The kind's name. */
    static final String NAME = "CHECK_DATABASE";
    /** Whether derived data is made anew where it is wrong, in the input. */
    static final String REPAIR = "repair";

    private static final String UNIT = "checks";

    private final DatabaseChecks checks;
    private final Integrity integrity;
    private final WriteTransactions transactions;

    CheckJobKind(DatabaseChecks checks, Integrity integrity, WriteTransactions transactions) {
        this.checks = checks;
        this.integrity = integrity;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "DatabaseCheckJob";
    }

    @Override
    public String idPrefix() {
        return "databasecheckjob";
    }

    @Override
    public Role role() {
        return Role.ADMIN;
    }

    /** {@inheritDoc} Nobody waits for a check. */
    @Override
    public String group() {
        return "maintenance";
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return List.of();
    }

    @Override
    public JobEnd run(JobRun run) {
        if (Boolean.TRUE.equals(run.input().get(REPAIR))) {
            integrity.repair(false).forEach(repair -> run.log(LogLevel.INFO,
                    "%s: made anew, %d rows were wrong".formatted(repair.subject(), repair.faults())));
        }
        try {
            var results = checks.run((subject, done, total) -> goOn(run, subject, done, total));
            transactions.within(() -> {
                checks.keep(results);
                run.save(null, new Progress(results.size(), results.size(), UNIT, null));
                return true;
            });
            return end(run, results.stream().filter(result -> !result.isSound()).toList());
        } catch (JobStopped e) {
            return run.stopped();
        }
    }

    private void goOn(JobRun run, @Nullable String subject, int done, int total) {
        if (run.isStopping()) {
            throw new JobStopped();
        }
        transactions.within(() -> {
            run.save(null, new Progress(done, total, UNIT, subject));
            return done;
        });
    }

    private static JobEnd end(JobRun run, List<CheckResult> wrong) {
        wrong.forEach(result -> result.problems()
                .forEach(problem -> run.log(LogLevel.ERROR, result.subject() + ": " + problem)));
        return wrong.isEmpty()
                ? JobEnd.succeeded()
                : JobEnd.withErrors("These are not sound: " + String.join("; ", wrong.stream().map(CheckResult::subject)
                        .toList()) + ". The log says what is wrong.");
    }
}

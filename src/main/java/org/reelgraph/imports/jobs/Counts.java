package org.reelgraph.imports.jobs;

import java.util.List;
import org.reelgraph.imports.merge.Result.Outcome;

/** How many records a job has processed so far, by outcome. */
record Counts(int total, int created, int updated, int unchanged, int skipped, int failed) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** {@return the counts of a job so far} */
    static Counts of(ImportJob job) {
        return new Counts(job.total(), job.created(), job.updated(), job.unchanged(), job.skipped(), job.failed());
    }

    int processed() {
        return created + updated + unchanged + skipped + failed;
    }

    Counts of(int records) {
        return new Counts(records, created, updated, unchanged, skipped, failed);
    }

    Counts and(List<ImportRecord> records) {
        var counted = this;
        for (var record : records) {
            counted = counted.and(record.outcome());
        }
        return counted;
    }

    private Counts and(Outcome outcome) {
        return new Counts(total, created + one(outcome, Outcome.CREATED), updated + one(outcome, Outcome.UPDATED),
                unchanged + one(outcome, Outcome.UNCHANGED), skipped + one(outcome, Outcome.SKIPPED),
                failed + one(outcome, Outcome.FAILED));
    }

    private static int one(Outcome outcome, Outcome counted) {
        return outcome == counted ? 1 : 0;
    }
}

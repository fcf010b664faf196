package org.reelgraph.imports.undo;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.undo.log.Restoration;
import org.reelgraph.imports.undo.log.Restoration.Part;
import org.reelgraph.imports.undo.log.Restoration.Undoer;
import org.reelgraph.imports.undo.log.Restored;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.imports.undo.log.UndoLog;
import org.reelgraph.imports.undo.log.UndoLogHeader.State;
import org.reelgraph.jobs.Counted;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;

/** Undoes what a job changed, from its last batch to its first; each in a transaction with its records. */
@Singleton
class UndoJobKind implements JobKind {

    /** The name of the kind. */
    static final String NAME = "UNDO_IMPORT";
    /** The prefix of global ids of its jobs. */
    static final String PREFIX = "undojob";

    private static final String TAKEN = "What it had is taken: a number, key or id that belongs to something else now,"
            + " or something that it refers to is gone.";

    private final UndoableJobs undoable;
    private final UndoLog log;
    private final Restoration restoration;
    private final UndoRecordWriter records;
    private final WriteTransactions transactions;

    UndoJobKind(UndoableJobs undoable, UndoLog log, Restoration restoration, UndoRecordWriter records,
            WriteTransactions transactions) {
        this.undoable = undoable;
        this.log = log;
        this.restoration = restoration;
        this.records = records;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "UndoJob";
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    @Override
    public Role role(Job job) {
        return undoable.role(job);
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return undoable.isNamedIn(input)
                ? List.of()
                : List.of(UserError.of(UserErrorCode.INVALID).at(UndoInput.JOB)
                        .saying("It has to be the id of an import, or of a job that undid one."));
    }

    @Override
    public Optional<String> key(Map<String, Object> input) {
        return Optional.of(UndoInput.of(input).key());
    }

    @Override
    public Optional<JobRequest> reversal(Job job, JobOwner owner) {
        return UndoInput.of(JobInput.read(job.input())).dryRun()
                ? Optional.empty()
                : Optional.of(UndoJobs.reversal(GlobalId.of(PREFIX, job.id()), owner));
    }

    @Override
    public JobEnd run(JobRun run) {
        var input = UndoInput.of(run.input());
        var header = transactions.within(() -> log.find(input.jobId()));
        if (header.isEmpty()) {
            return JobEnd.succeeded(); // the job had changed nothing
        }
        if (header.get().state() != State.KEPT) {
            return JobEnd.failed(Undoability.reasonOf(header.get().state()));
        }
        return new Undoing(run, input, header.get().entries()).run();
    }

    /** One run. */
    private final class Undoing {

        private final JobRun run;
        private final long id;
        private final Undoer by;
        private final UndoInput input;
        private final int total;
        private final Set<Long> refused;
        private final Map<Long, Long> assumed = new HashMap<>();

        Undoing(JobRun run, UndoInput input, int total) {
            this.run = run;
            this.id = run.job().id();
            this.by = new Undoer(id, JobOwner.of(run.job()).actor(), input.force());
            this.input = input;
            this.total = total;
            this.refused = new HashSet<>(transactions.within(() -> records.findRefused(id)));
        }

        JobEnd run() {
            // A dry run begins anew, since it knows nothing of what it assumed before.
            var next = input.dryRun() ? total : run.checkpoint().map(Integer::parseInt).orElse(total);
            while (next > 0) {
                if (run.isStopping()) {
                    return run.stopped();
                }
                next--;
                undo(next);
            }
            return refused.isEmpty()
                    ? JobEnd.succeeded()
                    : JobEnd.withErrors(Counted.of(refused.size(), "record")
                            + (refused.size() == 1 ? " was" : " were")
                            + " refused, since something has changed since.");
        }

        private void undo(int position) {
            try {
                write(position, input.dryRun() ? null : new Part.All(), true);
            } catch (RuntimeException e) {
                if (!StorageFailure.isViolation(e)) {
                    throw e;
                }
                undoOneByOne(position);
            }
        }

        // One item that can't be put back must not keep the others of its batch.
        private void undoOneByOne(int position) {
            for (var item : transactions.within(() -> restoration.items(input.jobId(), position))) {
                try {
                    write(position, new Part.Item(item), false);
                } catch (RuntimeException e) {
                    if (!StorageFailure.isViolation(e)) {
                        throw e;
                    }
                    refuse(position, item);
                }
            }
            write(position, new Part.Rest(), true);
        }

        private void refuse(int position, long item) {
            note(transactions.within(() -> {
                var reason = restoration.whoseKeys(input.jobId(), position, item).orElse(TAKEN);
                var results = restoration.tell(input.jobId(), position, by.forced(), refused, new HashMap<>()).stream()
                        .filter(result -> result.id() == item).map(result -> result.refused(reason)).toList();
                records.add(id, results);
                return results;
            }));
        }

        private void write(int position, @Nullable Part part, boolean isDone) {
            var next = new HashMap<Long, Long>();
            note(transactions.within(() -> {
                // The work may be done once more.
                next.clear();
                next.putAll(assumed);
                var results = part == null
                        ? restoration.tell(input.jobId(), position, by, refused, next)
                        : restoration.restore(input.jobId(), position, by, part, refused);
                records.add(id, results);
                if (isDone) {
                    run.save(Integer.toString(position), new Progress(total - position, total, "batches",
                            results.isEmpty() ? null : results.getLast().title()));
                }
                return results;
            }));
            assumed.putAll(next);
        }

        private void note(List<Restored> results) {
            results.stream().filter(result -> result.outcome() == Outcome.REFUSED).map(Restored::id)
                    .forEach(refused::add);
        }
    }
}

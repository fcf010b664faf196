package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.imports.deletion.DeletionGuard;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The jobs' tables on the writer's connection, with its transactions and id generator. */
@Singleton
record JobStores(Ids ids, ImportJobStore jobs, ImportRecordWriter records, FormerKeyStore formerKeys, AuditTrail audit,
        JobQueue queue, DeletionGuard guard, WatchHistory history, WriteTransactions transactions) {

    /**
     * Does the work in one transaction; once it is done, no answer relies on older data.
     *
     * @return the result of the work
     */
    <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }

    /**
     * {@return the same for work that can't be done once more if it got in the way of another program, and that changes
     * nothing but the library and the job}
     */
    <T> T writeOnce(Supplier<T> work) {
        return transactions.ofLibrary(() -> transactions.once(work));
    }

    /**
     * Saves how far an import is in the caller's transaction, which also holds what it has done.
     *
     * @return the import
     * @throws org.reelgraph.jobs.JobLost if another process has taken it over
     */
    ImportJob save(JobRun run, ImportJob job, Optional<Checkpoint> checkpoint) {
        run.save(checkpoint.map(Checkpoint::text).orElse(null), job.progress());
        return jobs.update(job);
    }

    /**
     * {@return what keeps the import of a job that another state of the library takes away: how far it had come, though
     * nothing of it is there any more}
     */
    Runnable replaced(Job job) {
        var imported = jobs.find(job.id());
        return () -> imported.ifPresent(each -> jobs
                .save(each.options().rejectsAll() && !Checkpoint.isSettled(job.checkpoint()) ? each.rejected() : each));
    }

    /** {@return the records that a run of the job needn't handle} */
    HandledRecords handled(Job job, ImportJob imported) {
        return write(() -> {
            var handled = new HandledRecords();
            if (imported.isWrittenInParts()) {
                handled.addOwn(records.findHandled(job.id()));
            }
            if (!imported.options().rejectsAll()) {
                for (var other = job.retryOf(); other != null; other = queue.find(other).map(Job::retryOf)
                        .orElse(null)) {
                    handled.addOfOther(records.findHandled(other));
                }
            }
            return handled;
        });
    }
}

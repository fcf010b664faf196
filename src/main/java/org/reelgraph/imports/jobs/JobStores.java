package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.imports.jobs.ImportJob.Status;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The jobs' tables on the writer's connection, with its transactions and id generator. */
@Singleton
record JobStores(Ids ids, ImportJobStore jobs, ImportRecordWriter records, AuditTrail audit,
        WriteTransactions transactions) {

    /**
     * Does the work in one transaction; once it is done, no answer relies on older data.
     *
     * @return the result of the work
     */
    <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }

    /** {@return the same for work that can't be done once more if it got in the way of another program} */
    <T> T writeOnce(Supplier<T> work) {
        return transactions.once(work);
    }

    /**
     * Saves the new state of a job in the caller's transaction, which also holds what the job has done. So nothing of it
     * is written by a process that was taken for dead, as when it lost its connection and with it the job lock.
     *
     * @param  was          the job's status until now
     * @param  job          the job as the caller knows it
     * @return              the new state
     * @throws JobLost if another process has taken it over
     */
    ImportJob update(Status was, ImportJob job, ImportJob next) {
        if (jobs.countAs(job.id(), was.name(), job.restartsLeft()) == 0) {
            throw new JobLost(
                    "Import job " + job.id() + " was taken over by another program, since this one had lost its"
                            + " connection to the database.");
        }
        return jobs.update(next);
    }

    /** A job is no longer this process's, which must leave it alone. */
    static final class JobLost extends RuntimeException {

        JobLost(String reason) {
            super(reason, null, false, false);
        }
    }
}

package org.reelgraph.imports.jobs;

import java.util.List;

/** Receives a job's progress, after each batch. */
public interface JobListener {

    /** Ignores everything. */
    JobListener NONE = (job, records) -> {
    };

    /** Called if the job has to wait for a job that another process is running. */
    default void waits() {
    }

    /** Called with the job's counts, which include these further records. */
    void progress(ImportJob job, List<ImportRecord> records);
}

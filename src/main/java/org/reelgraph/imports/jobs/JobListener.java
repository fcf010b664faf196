package org.reelgraph.imports.jobs;

import java.util.List;

/** Is told how a job goes, after each batch. */
public interface JobListener {

    /** Listens to nothing. */
    JobListener NONE = (job, records) -> {
    };

    /** The job waits for one that another process is running. */
    default void waits() {
    }

    /** The job's counts after these further records. */
    void progress(ImportJob job, List<ImportRecord> records);
}

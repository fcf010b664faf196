package org.reelgraph.imports.jobs;

import java.util.List;

/** Receives an import's progress, after each batch. */
public interface JobListener {

    /** Ignores everything. */
    JobListener NONE = (job, records) -> {
    };

    /** Called if the import has to wait for a job that another process is running. */
    default void waits(String reason) {
    }

    /** Called if the same import is queued or running already, so that this one is that. */
    default void joins() {
    }

    /** Called with the import's counts, which include these further records. */
    void progress(ImportJob job, List<ImportRecord> records);
}

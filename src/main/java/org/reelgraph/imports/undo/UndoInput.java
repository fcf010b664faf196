package org.reelgraph.imports.undo;

import java.util.Map;
import org.reelgraph.graphql.schema.GlobalId;

/**
 * What a job is asked to undo.
 *
 * @param jobId the job to be undone
 * @param force whether to overwrite what was changed since
 */
record UndoInput(long jobId, boolean dryRun, boolean force) {

    static final String JOB = "jobId";

    private static final String DRY_RUN = "dryRun";
    private static final String FORCE = "force";

    /** {@return the input of a job} */
    static UndoInput of(Map<String, Object> input) {
        return new UndoInput(GlobalId.parse(String.valueOf(input.get(JOB))).id(),
                Boolean.TRUE.equals(input.get(DRY_RUN)), Boolean.TRUE.equals(input.get(FORCE)));
    }

    /** {@return which piece of work it is} */
    String key() {
        return "UNDO " + jobId + (dryRun ? " DRY" : "") + (force ? " FORCE" : "");
    }

    /** {@return the input of a job that undoes the one with a global id} */
    static Map<String, Object> of(String jobId, boolean dryRun, boolean force) {
        return Map.of(JOB, jobId, DRY_RUN, dryRun, FORCE, force);
    }
}

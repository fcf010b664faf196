package org.reelgraph.imports.undo;

import org.reelgraph.graphql.access.Role;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobKind;

/** A kind of jobs that keep what they change, so that it can be undone. */
public interface UndoableKind extends JobKind {

    /** {@return the role that is needed to undo a job} */
    default Role roleToUndo(Job job) {
        return role();
    }
}

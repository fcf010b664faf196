package org.reelgraph.imports.undo;

import org.reelgraph.jobs.JobKind;

/** A kind of jobs that keep what they change, so that it can be undone. */
public interface UndoableKind extends JobKind {
}

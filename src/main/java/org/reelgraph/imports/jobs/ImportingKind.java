package org.reelgraph.imports.jobs;

import org.reelgraph.imports.undo.UndoableKind;

/** A kind of jobs that import something, each with an {@link ImportJob} and its records. */
public interface ImportingKind extends UndoableKind {
}

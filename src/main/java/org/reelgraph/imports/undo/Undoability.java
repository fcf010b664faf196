package org.reelgraph.imports.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.undo.log.UndoLogHeader;
import org.reelgraph.imports.undo.log.UndoLogHeader.State;
import org.reelgraph.jobs.Job;

/**
 * Whether a job can be undone.
 *
 * @param until  until when, if it can
 * @param reason why not, if it can't
 */
record Undoability(@Nullable Instant until, @Nullable String reason) {

    /** {@return what holds for a job} */
    static Undoability of(Job job, Optional<UndoLogHeader> log, Duration kept) {
        if (!job.state().isEnded()) {
            return no("It hasn't ended yet.");
        }
        return log.map(head -> of(head, kept)).orElseGet(() -> no("It changed nothing that can be undone."));
    }

    private static Undoability of(UndoLogHeader log, Duration kept) {
        return log.state() == State.KEPT
                ? new Undoability(log.createdAt().plus(kept), null)
                : no(reasonOf(log.state()));
    }

    /** {@return why what a job changed isn't kept} */
    static String reasonOf(State state) {
        return switch (state) {
            case KEPT -> throw new IllegalArgumentException("It is kept.");
            case EXPIRED -> "What it changed is no longer kept: REELGRAPH_UNDO_RETENTION is over.";
            case TOO_LARGE -> "It changed more than REELGRAPH_UNDO_MEGABYTES allows to keep.";
            case DISPLACED -> "What it changed is no longer kept: later jobs needed the space that"
                    + " REELGRAPH_UNDO_MEGABYTES allows.";
        };
    }

    private static Undoability no(String reason) {
        return new Undoability(null, reason);
    }

    boolean isUndoable() {
        return reason == null;
    }
}

package org.reelgraph.imports.undo;

import org.reelgraph.graphql.errors.UserErrorCode;

/** The error codes for undoing. */
final class UndoErrors {

    static final UserErrorCode NOT_UNDOABLE = new UserErrorCode("NOT_UNDOABLE");

    private UndoErrors() {
    }
}

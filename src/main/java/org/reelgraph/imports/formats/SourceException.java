package org.reelgraph.imports.formats;

import org.reelgraph.graphql.errors.UserErrorCode;

/** What is to be imported can't be: the message tells the owner what is wrong and where. */
public final class SourceException extends Exception {

    private final UserErrorCode code;

    SourceException(UserErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return the kind of mistake} */
    public UserErrorCode code() {
        return code;
    }
}

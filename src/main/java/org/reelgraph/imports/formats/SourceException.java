package org.reelgraph.imports.formats;

import java.util.Objects;
import org.reelgraph.graphql.errors.UserErrorCode;

/** A source can't be imported. The message tells the owner what is wrong and where. */
public final class SourceException extends Exception {

    private final UserErrorCode code;

    /**
     * @param code    the kind of error
     * @param message what is wrong and where, for the owner
     */
    public SourceException(UserErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return the kind of error} */
    public UserErrorCode code() {
        return code;
    }

    /** {@return what is wrong} */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "Every constructor takes one.");
    }
}

package org.reelgraph.graphql.errors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A kind of mistake that an input can hold, as {@code UserErrorCode} of the schema names it. Those that any input can
 * hold stand here; a feature has its own as constants of its own.
 *
 * @param name as clients see it
 */
public record UserErrorCode(@JsonValue String name) {

    public static final UserErrorCode REQUIRED = new UserErrorCode("REQUIRED");
    public static final UserErrorCode INVALID = new UserErrorCode("INVALID");
    public static final UserErrorCode OUT_OF_RANGE = new UserErrorCode("OUT_OF_RANGE");
    public static final UserErrorCode TOO_MANY = new UserErrorCode("TOO_MANY");
    public static final UserErrorCode DUPLICATE = new UserErrorCode("DUPLICATE");
    public static final UserErrorCode ALREADY_EXISTS = new UserErrorCode("ALREADY_EXISTS");
    public static final UserErrorCode NOT_FOUND = new UserErrorCode("NOT_FOUND");

    /** Reads what was stored. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserErrorCode {
        // Any name: what was stored may be of another version of the program.
    }

    /** {@return the name, as clients see it} */
    @Override
    public String toString() {
        return name;
    }
}

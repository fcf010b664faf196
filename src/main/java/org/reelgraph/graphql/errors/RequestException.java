package org.reelgraph.graphql.errors;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/** What a client asked can't be answered, and why: the message goes to the client as it is. */
public class RequestException extends RuntimeException {

    private final ErrorCode code;
    private final OptionalInt retryAfter;

    /**
     * @param code    the kind of error
     * @param message what is wrong and where, for the client
     */
    public RequestException(ErrorCode code, String message) {
        this(code, message, OptionalInt.empty());
    }

    private RequestException(ErrorCode code, String message, OptionalInt retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** {@return an error about a value the client gave} */
    public static RequestException badInput(String message) {
        return new RequestException(ErrorCode.BAD_USER_INPUT, message);
    }

    /** {@return an error about too many requests, which may come again after this time, in whole seconds} */
    public static RequestException rateLimited(String message, Duration wait) {
        return later(ErrorCode.RATE_LIMITED, message, wait);
    }

    /**
     * {@return an error about a server that has too much to do, which may have less after this time, in whole seconds}
     */
    public static RequestException overloaded(String message, Duration wait) {
        return later(ErrorCode.OVERLOADED, message, wait);
    }

    /** {@return an error about something that the server needs and that isn't there, for about this time} */
    public static RequestException unavailable(String message, Duration wait) {
        return later(ErrorCode.SERVICE_UNAVAILABLE, message, wait);
    }

    private static RequestException later(ErrorCode code, String message, Duration wait) {
        var retryAfter = (int) Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
        return new RequestException(code, message + " Try again in " + retryAfter + " s.", OptionalInt.of(retryAfter));
    }

    /** {@return in how many seconds it is worth another try} */
    public OptionalInt retryAfter() {
        return retryAfter;
    }

    /** {@return the kind of error} */
    public ErrorCode code() {
        return code;
    }

    /** {@return what is wrong} */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "Every constructor takes one.");
    }
}

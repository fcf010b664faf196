package org.reelgraph.graphql;

/** What a client asked can't be answered, and why: the message goes to the client as it is. */
public class RequestException extends RuntimeException {

    private final ErrorCode code;

    /**
     * @param code    the kind of error
     * @param message what is wrong and where, for the client
     */
    public RequestException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** {@return an error about a value the client gave} */
    public static RequestException badInput(String message) {
        return new RequestException(ErrorCode.BAD_USER_INPUT, message);
    }

    /** {@return the kind of error} */
    public ErrorCode code() {
        return code;
    }
}

package org.reelgraph.graphql.wire;

import io.netty.handler.codec.compression.DecompressionException;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** A request that is refused before all of it has come. Its cause has the code and the message for the client. */
// Of this type, as the framework logs any other of a client's mistakes as errors of the server's.
public final class RefusedRequest extends DecompressionException {

    private static final long serialVersionUID = 1L;

    private final transient RequestException reason;

    RefusedRequest(RequestException reason) {
        super(reason.getMessage());
        this.reason = reason;
    }

    /** {@return the refusal of a request that isn't HTTP as it has to be, so that its end can't be told for sure} */
    static RefusedRequest malformed(String message) {
        return new RefusedRequest(new RequestException(ErrorCode.BAD_REQUEST, message));
    }

    /** {@return why it is refused} */
    public RequestException reason() {
        return reason;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

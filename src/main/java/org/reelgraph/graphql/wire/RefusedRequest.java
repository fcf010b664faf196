package org.reelgraph.graphql.wire;

import io.netty.handler.codec.compression.DecompressionException;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A request that is rejected before it has been received completely. Its reason holds the error code and the message
 * for the client.
 */
// The framework logs any other exception type as a server error, even though the client is at fault.
public final class RefusedRequest extends DecompressionException {

    private static final long serialVersionUID = 1L;

    private final transient RequestException reason;

    RefusedRequest(RequestException reason) {
        super(reason.getMessage());
        this.reason = reason;
    }

    /** {@return the rejection of a malformed HTTP request, whose end can't be determined reliably} */
    static RefusedRequest malformed(String message) {
        return new RefusedRequest(new RequestException(ErrorCode.BAD_REQUEST, message));
    }

    /** {@return why the request is rejected} */
    public RequestException reason() {
        return reason;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

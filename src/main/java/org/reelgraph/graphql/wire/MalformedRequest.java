package org.reelgraph.graphql.wire;

import io.netty.handler.codec.compression.DecompressionException;

/** A request that isn't HTTP as it has to be, so that its end can't be told for sure. Its message is for the client. */
// Of this type, as the framework logs any other of a client's mistakes as errors of the server's.
public final class MalformedRequest extends DecompressionException {

    private static final long serialVersionUID = 1L;

    MalformedRequest(String message) {
        super(message);
    }
}

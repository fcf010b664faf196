package org.reelgraph.graphql.wire;

import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/**
 * A request whose whole body has been received. The framework gets an empty body, so that it neither copies nor
 * decompresses it.
 */
public final class ReceivedRequest extends DefaultFullHttpRequest {

    private final Body body;
    private final String coding;

    ReceivedRequest(HttpRequest head, Body body) {
        super(head.protocolVersion(), head.method(), head.uri(), Unpooled.EMPTY_BUFFER, head.headers(),
                EmptyHttpHeaders.INSTANCE);
        this.body = body;
        this.coding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING, "");
        head.headers().remove(HttpHeaderNames.CONTENT_ENCODING);
    }

    /** {@return the received request behind the framework's request, if it has a body} */
    public static Optional<ReceivedRequest> of(io.micronaut.http.HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                && netty.getNativeRequest() instanceof ReceivedRequest received
                        ? Optional.of(received)
                        : Optional.empty();
    }

    /** {@return the body as received} */
    public Body body() {
        return body;
    }

    /** {@return the value of {@code Content-Encoding}; empty if the body is not compressed} */
    public String coding() {
        return coding;
    }
}

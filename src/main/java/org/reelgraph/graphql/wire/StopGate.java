package org.reelgraph.graphql.wire;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;

/** Makes each request a connection's last once the server is to stop, as if its client had asked for that. */
@Sharable
final class StopGate extends ChannelInboundHandlerAdapter {

    private final OpenConnections connections;

    StopGate(OpenConnections connections) {
        this.connections = connections;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (connections.areEnding() && message instanceof HttpRequest request) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        context.fireChannelRead(message);
    }
}

package org.reelgraph.graphql.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/**
 * Answers a client's close frame by the same, as RFC 6455 (section 5.5.1) has it. The framework only closes the connection,
 * which clients take for a lost one: they wait before they connect again.
 */
final class CloseAnswer extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retainedDuplicate());
        }
        context.fireChannelRead(message);
    }
}

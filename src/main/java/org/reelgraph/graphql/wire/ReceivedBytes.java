package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts received bytes before the decoder, which reports nothing about a request head until it is complete. */
final class ReceivedBytes extends ChannelInboundHandlerAdapter {

    private long count;
    private long known;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            count += bytes.readableBytes();
        }
        context.fireChannelRead(message);
    }

    boolean isNothing() {
        return count == 0;
    }

    boolean anySinceLastAsked() {
        var any = count > known;
        known = count;
        return any;
    }
}

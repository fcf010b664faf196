package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts what a connection brings before the decoder sees it, which tells nothing of a head until it is there as a whole. */
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

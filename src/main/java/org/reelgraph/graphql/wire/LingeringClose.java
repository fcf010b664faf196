package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending. The server's side is closed first; the rest follows when the
 * client has closed its side, or has sent too much or for too long. If the connection were closed at once, further data
 * from the client would trigger a reset, which makes many clients lose the response (RFC 9112, section 9.6).
 */
final class LingeringClose {

    private static final long MAX_DISCARDED = 64L << 20;

    private final Duration longest;
    private long discarded;
    private boolean lingers;
    private boolean garbled;

    LingeringClose(Duration longest) {
        this.longest = longest;
    }

    /** Discards data that arrives after the last request that gets a response. */
    void discard(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBufHolder content) {
            discarded += content.content().readableBytes();
        }
        garbled |= message instanceof HttpObject object && object.decoderResult().isFailure();
        ReferenceCountUtil.release(message);
        if (lingers && (garbled || discarded > MAX_DISCARDED)) {
            context.close();
        }
    }

    /** Closes the connection, lingering if the client may still be sending. */
    void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (lingers || garbled || discarded > MAX_DISCARDED
                || !(context.channel() instanceof DuplexChannel channel && channel.isActive())) {
            context.close(promise);
            return;
        }
        lingers = true;
        var end = context.executor().schedule(() -> context.close(), longest.toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> {
            end.cancel(false);
            promise.trySuccess();
        });
        channel.shutdownOutput();
        channel.config().setAutoRead(true);
    }
}

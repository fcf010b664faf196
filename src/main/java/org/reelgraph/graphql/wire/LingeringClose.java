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
 * Closes a connection whose client may still be sending: first only the server's side, and the rest when the client has
 * closed its own, or has sent too much or for too long. Closed at once, what it sends would be answered with a reset, which
 * makes many clients lose the answer (RFC 9112, section 9.6).
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

    /** Drops what comes after the last request that is answered. */
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

    /** Closes the connection, by and by where the client may still be sending. */
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

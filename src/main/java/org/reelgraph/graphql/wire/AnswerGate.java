package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends large responses, and large messages of WebSockets, in pieces, as fast as the client reads them, because every byte
 * handed to the connection is copied off the heap. Counts waiting bytes as memory, and closes the connection of a client
 * that reads too slowly.
 */
final class AnswerGate extends ChannelOutboundHandlerAdapter {

    private static final String PIECES = "answer-pieces";

    private final Answers answers;
    private @Nullable ScheduledFuture<?> timer;
    // Bytes of large responses that have not been handed to the connection yet.
    private long waiting;
    private long handed;
    private long written;
    private long writtenBefore;
    private long since;
    private long seen;

    AnswerGate(Answers answers) {
        this.answers = answers;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse answer && answer.status().code() >= 200) {
            AnswerHeaders.addTo(answer);
        }
        if (message instanceof HttpContent || message instanceof TextWebSocketFrame) {
            var part = (ByteBufHolder) message;
            var length = part.content().readableBytes();
            written += length;
            if (length > AnswerPieces.SIZE) {
                writeInPieces(context, part, promise.unvoid());
                return;
            }
        }
        context.write(message, promise);
    }

    private void writeInPieces(ChannelHandlerContext context, ByteBufHolder part, ChannelPromise promise) {
        if (context.pipeline().get(PIECES) == null) {
            context.pipeline().addBefore(context.name(), PIECES, new ChunkedWriteHandler());
        }
        if (part instanceof FullHttpResponse whole) {
            context.write(new DefaultHttpResponse(whole.protocolVersion(), whole.status(), whole.headers()),
                    context.voidPromise());
        }
        var length = part.content().readableBytes();
        var share = answers.memory().open();
        share.note(length);
        waiting += length;
        promise.addListener(sent -> {
            waiting -= length;
            share.close();
        });
        context.write(new AnswerPieces(part, () -> handed++), promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (timer == null && left(context) > 0) {
            since = System.nanoTime();
            seen = left(context);
            writtenBefore = written - seen;
            schedule(context);
        }
    }

    private void schedule(ChannelHandlerContext context) {
        timer = context.executor().schedule(() -> look(context), answers.limits().stall().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private long left(ChannelHandlerContext context) {
        var buffer = context.channel().unsafe().outboundBuffer();
        return waiting + (buffer == null ? 0 : buffer.totalPendingWriteBytes());
    }

    private void look(ChannelHandlerContext context) {
        timer = null;
        var left = left(context);
        if (left == 0 || !context.channel().isActive()) {
            return;
        }
        var state = left - handed * AnswerPieces.SIZE;
        var isSlow = System.nanoTime() - since > answers.limits().longest(written - writtenBefore);
        if (state == seen || isSlow) {
            answers.faults().note(ClientFaults.Kind.SLOW_ANSWER, context.channel().remoteAddress());
            context.close();
            return;
        }
        seen = state;
        schedule(context);
    }
}

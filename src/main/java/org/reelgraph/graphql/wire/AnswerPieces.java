package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.stream.ChunkedInput;
import org.jspecify.annotations.Nullable;

/** A large part of a response, or a large message of a WebSocket, split into pieces. */
final class AnswerPieces implements ChunkedInput<Object> {

    /** The size of a piece, in bytes. */
    static final int SIZE = 32_768;

    private final ByteBufHolder whole;
    private final Runnable onPiece;
    private long sent;
    private boolean closed;

    /**
     * @param whole   an {@link HttpContent} or a {@link TextWebSocketFrame}
     * @param onPiece called for each piece that is handed to the connection
     */
    AnswerPieces(ByteBufHolder whole, Runnable onPiece) {
        this.whole = whole;
        this.onPiece = onPiece;
    }

    @Override
    public boolean isEndOfInput() {
        return !whole.content().isReadable();
    }

    @Override
    public @Nullable Object readChunk(ByteBufAllocator allocator) {
        var content = whole.content();
        if (!content.isReadable()) {
            return null;
        }
        var isFirst = sent == 0;
        var piece = content.readRetainedSlice(Math.min(SIZE, content.readableBytes()));
        sent += piece.readableBytes();
        onPiece.run();
        return whole instanceof TextWebSocketFrame
                ? fragment(piece, isFirst, !content.isReadable())
                : part(piece, !content.isReadable());
    }

    private static WebSocketFrame fragment(ByteBuf piece, boolean isFirst, boolean isLast) {
        return isFirst
                ? new TextWebSocketFrame(isLast, 0, piece)
                : new ContinuationWebSocketFrame(isLast, 0, piece);
    }

    private HttpContent part(ByteBuf piece, boolean isLast) {
        return isLast && whole instanceof LastHttpContent last
                ? new DefaultLastHttpContent(piece, last.trailingHeaders())
                : new DefaultHttpContent(piece);
    }

    @Override
    @Deprecated
    public @Nullable Object readChunk(ChannelHandlerContext context) {
        return readChunk(context.alloc());
    }

    // A broken connection closes it more than once.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            whole.release();
        }
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public long progress() {
        return sent;
    }
}

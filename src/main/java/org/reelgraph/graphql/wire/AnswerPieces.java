package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedInput;
import org.jspecify.annotations.Nullable;

/** A large part of a response, split into pieces. */
final class AnswerPieces implements ChunkedInput<HttpContent> {

    /** The size of a piece, in bytes. */
    static final int SIZE = 32_768;

    private final HttpContent whole;
    private final Runnable onPiece;
    private long sent;
    private boolean closed;

    /** @param onPiece called for each piece that is handed to the connection */
    AnswerPieces(HttpContent whole, Runnable onPiece) {
        this.whole = whole;
        this.onPiece = onPiece;
    }

    @Override
    public boolean isEndOfInput() {
        return !whole.content().isReadable();
    }

    @Override
    public @Nullable HttpContent readChunk(ByteBufAllocator allocator) {
        var content = whole.content();
        if (!content.isReadable()) {
            return null;
        }
        var piece = content.readRetainedSlice(Math.min(SIZE, content.readableBytes()));
        sent += piece.readableBytes();
        onPiece.run();
        return whole instanceof LastHttpContent last && !content.isReadable()
                ? new DefaultLastHttpContent(piece, last.trailingHeaders())
                : new DefaultHttpContent(piece);
    }

    @Override
    @Deprecated
    public @Nullable HttpContent readChunk(ChannelHandlerContext context) {
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

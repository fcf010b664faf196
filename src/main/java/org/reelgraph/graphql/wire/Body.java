package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;

/**
 * A request's body as received. Its bytes are on the heap: memory outside the heap is scarce, and slow clients must not
 * hold any of it. Whoever {@link #claim claims} the body closes it; otherwise the connection does.
 */
public final class Body implements AutoCloseable {

    private static final int FIRST_BLOCK = 1_024;
    private static final int LARGEST_BLOCK = 65_536;

    private static final byte[] NOTHING = {};

    private final Deque<byte[]> blocks = new ArrayDeque<>(1);
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final Bodies.Account account;
    private final long told;
    private byte[] last = NOTHING;
    private int free;
    private long length;

    /** @param told the announced length in bytes; negative if it is unknown */
    Body(Bodies.Account account, long told) {
        this.account = account;
        this.told = told;
    }

    /** Copies and appends bytes. */
    void add(ByteBuf bytes) {
        while (bytes.isReadable()) {
            if (free == 0) {
                addBlock(bytes.readableBytes());
            }
            var part = Math.min(free, bytes.readableBytes());
            bytes.readBytes(last, last.length - free, part);
            free -= part;
            length += part;
        }
    }

    private void addBlock(int coming) {
        var size = told >= 0 ? told - length : Math.max(coming, Math.max(FIRST_BLOCK, length));
        last = new byte[(int) Math.min(LARGEST_BLOCK, Math.max(1, size))];
        free = last.length;
        blocks.add(last);
    }

    /** {@return how many bytes have been received} */
    public long length() {
        return length;
    }

    Optional<RequestException> take(long further) {
        return account.take(further);
    }

    /** {@return the memory that the request uses} */
    public MemoryBudget.Share share() {
        return account.share();
    }

    /**
     * Claims the body for the caller, who then has to close it when the request ends.
     *
     * @return whether it was still unclaimed
     */
    public boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** {@return the body's bytes; this can be read only once, since each block is released after it is read} */
    public InputStream read() {
        return new BlockStream(blocks, free);
    }

    /** {@return the body's bytes, which stay to be read} */
    public InputStream preview() {
        return new BlockStream(new ArrayDeque<>(blocks), free);
    }

    /** Releases the bytes after they have been read. */
    public void forget() {
        blocks.clear();
        last = NOTHING;
        account.giveBack();
    }

    /** Releases the body's memory if nobody has claimed the body. */
    void abandon() {
        if (claim()) {
            close();
        }
    }

    @Override
    public void close() {
        account.close();
    }

    private static final class BlockStream extends InputStream {

        private static final byte[] NOTHING = {};

        private final Deque<byte[]> blocks;
        private final int unused;
        private byte[] block = NOTHING;
        private int position;
        private int end;

        private BlockStream(Deque<byte[]> blocks, int unused) {
            this.blocks = blocks;
            this.unused = unused;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : block[position++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int most) {
            if (most == 0) {
                return 0;
            }
            if (isAtEnd()) {
                return -1;
            }
            var part = Math.min(most, end - position);
            System.arraycopy(block, position, target, offset, part);
            position += part;
            return part;
        }

        private boolean isAtEnd() {
            while (position == end) {
                var next = blocks.poll();
                position = 0;
                if (next == null) {
                    block = NOTHING;
                    end = 0;
                    return true;
                }
                block = next;
                end = block.length - (blocks.isEmpty() ? unused : 0);
            }
            return false;
        }
    }
}

package org.reelgraph.downloads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A part of a file, whose bytes are counted until it is closed. */
final class DownloadStream extends FilterInputStream {

    private final long length;
    private final LongConsumer closed;
    private long count;
    private boolean isClosed;

    private DownloadStream(InputStream file, long length, LongConsumer closed) {
        super(file);
        this.length = length;
        this.closed = closed;
    }

    /** {@return a part of a file} @param closed is told once how many bytes were read */
    static DownloadStream of(Path file, ByteRange range, LongConsumer closed) throws IOException {
        var in = Files.newInputStream(file);
        try {
            in.skipNBytes(range.first());
            return new DownloadStream(in, range.length(), closed);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        var read = count == length ? -1 : in.read(bytes, offset, (int) Math.min(most, length - count));
        count += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long most) throws IOException {
        var skipped = in.skip(Math.min(most, length - count));
        count += skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), length - count);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        in.close();
        if (!isClosed) {
            isClosed = true;
            closed.accept(count);
        }
    }
}

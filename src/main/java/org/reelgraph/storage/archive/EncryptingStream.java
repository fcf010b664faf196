package org.reelgraph.storage.archive;

import java.io.IOException;
import java.io.OutputStream;
import org.reelgraph.storage.archive.ArchiveKeys.Key;

/** Encrypts what is written. Only closing it writes the end. */
final class EncryptingStream extends OutputStream {

    private final OutputStream out;
    private final Segments segments;
    private final byte[] segment = new byte[Segments.SIZE];
    private int length;
    private long number;
    private boolean isClosed;

    EncryptingStream(OutputStream out, Key key) throws IOException {
        this.out = out;
        this.segments = new Segments(key.key());
        out.write(key.header().bytes());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[]{(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        var from = offset;
        while (from < offset + count) {
            // A full segment stays until it is known whether another one follows.
            if (length == segment.length) {
                writeSegment(false);
            }
            var part = Math.min(offset + count - from, segment.length - length);
            System.arraycopy(bytes, from, segment, length, part);
            length += part;
            from += part;
        }
    }

    private void writeSegment(boolean isLast) throws IOException {
        out.write(segments.encrypt(number++, isLast, segment, length));
        length = 0;
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            try (out) {
                writeSegment(true);
            }
        }
    }
}

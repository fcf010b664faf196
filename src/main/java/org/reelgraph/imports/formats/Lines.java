package org.reelgraph.imports.formats;

import java.io.IOException;
import java.io.InputStream;

/** Splits a stream into lines, each a stream of its own, so that no line has to fit into memory. */
final class Lines implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private final InputStream bytes;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private int number;
    private boolean inLine;

    Lines(InputStream bytes) {
        this.bytes = bytes;
    }

    /** {@return whether there is another line; the unread rest of the previous line is skipped} */
    boolean next() throws IOException {
        while (inLine) {
            var left = upToEnd(BUFFER);
            position += left;
        }
        number++;
        inLine = position < limit || fill();
        return inLine;
    }

    /** {@return the current line's number, from 1} */
    int number() {
        return number;
    }

    /** {@return the current line without its line break; closing the stream has no effect} */
    InputStream current() {
        return new InputStream() {

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var available = upToEnd(length);
                System.arraycopy(buffer, position, into, offset, available);
                position += available;
                return available == 0 && length > 0 ? -1 : available;
            }
        };
    }

    // The number of buffered bytes of the line: 0 only at its end.
    private int upToEnd(int most) throws IOException {
        if (!inLine || position == limit && !fill()) {
            inLine = false;
            return 0;
        }
        var end = position;
        while (end < limit && end - position < most && buffer[end] != '\n') {
            end++;
        }
        if (end == position && buffer[end] == '\n') {
            position++;
            inLine = false;
        }
        return inLine ? end - position : 0;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(bytes.read(buffer), 0);
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}

package org.reelgraph.graphql.http;

import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that are UTF-8. The JSON parser lets some through that aren't, such as a slash in two bytes instead of one, which
 * other programs read as something else or not at all.
 *
 * @see <a href="https://www.unicode.org/versions/Unicode17.0.0/core-spec/chapter-3/#G27506">The Unicode Standard, table
 *      3-7</a>
 */
final class WellFormedUtf8 extends FilterInputStream {

    private static final int FIRST_FOLLOWING = 0x80;
    private static final int LAST_FOLLOWING = 0xbf;

    private int missing;
    // What the next byte of a character may be.
    private int least = FIRST_FOLLOWING;
    private int most = LAST_FOLLOWING;

    WellFormedUtf8(InputStream bytes) {
        super(bytes);
    }

    @Override
    public int read() throws IOException {
        var next = super.read();
        if (next >= 0) {
            check(next);
        } else {
            checkEnd();
        }
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var read = super.read(target, offset, length);
        if (read < 0) {
            checkEnd();
        }
        for (var i = offset; i < offset + read; i++) {
            if (target[i] < 0 || missing > 0) {
                check(target[i] & 0xff);
            }
        }
        return read;
    }

    private void check(int next) throws IOException {
        if (missing == 0) {
            begin(next);
        } else if (next < least || next > most) {
            throw malformed();
        } else {
            missing--;
            least = FIRST_FOLLOWING;
            most = LAST_FOLLOWING;
        }
    }

    private void begin(int first) throws IOException {
        if (first < FIRST_FOLLOWING) {
            return;
        }
        if (first < 0xc2 || first > 0xf4) {
            throw malformed();
        }
        missing = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        // Neither longer than need be, nor half of a surrogate pair, nor beyond the last character.
        least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : FIRST_FOLLOWING;
        most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : LAST_FOLLOWING;
    }

    private void checkEnd() throws IOException {
        if (missing > 0) {
            throw malformed();
        }
    }

    private static IOException malformed() {
        return new CharConversionException("The bytes are not UTF-8");
    }
}

package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;

/**
 * Filters JSON on its way to a parser, dropping what no record can hold, so that parsing takes little memory whatever a
 * file contains. A name, string or number that is too long is cut to a length that is still detected as too long;
 * values nested too deeply become an empty list or object. Invalid JSON stays invalid, and line breaks keep their
 * positions.
 */
final class BoundedJson extends InputStream {

    /** The maximum length of a string, in characters. */
    static final int LONGEST_TEXT = 1_000_000;
    /** The maximum length of a member's name, in characters. */
    static final int LONGEST_NAME = 1_000;
    /** The maximum length of a number, in characters. */
    static final int LONGEST_NUMBER = 1_000;

    // An escaped character takes six bytes, and no character takes more. So a text that has been cut is still too long,
    // however it is encoded.
    private static final int BYTES = 6;
    private static final int DEEPEST = 200;
    private static final int DROPPED = Integer.MIN_VALUE;

    private static final JsonFactory JSON = JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // Python writes NaN. Such a value is read as a string, which no numeric field accepts.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(2 * BYTES * LONGEST_TEXT)
                    .maxNameLength(2 * BYTES * LONGEST_NAME).maxNumberLength(2 * LONGEST_NUMBER)
                    .maxNestingDepth(2 * DEEPEST).build())
            .build();

    private final InputStream bytes;
    private final boolean[] objects = new boolean[DEEPEST + 1];
    private int depth;
    private boolean nameIsNext;
    private boolean inText;
    private boolean cutting;
    private int escaped;
    private int length;
    private int longest;

    private BoundedJson(InputStream bytes) {
        this.bytes = bytes;
    }

    /** {@return a parser of the JSON in this stream; closing the parser leaves the stream open} */
    static JsonParser parser(InputStream bytes) throws IOException {
        return JSON.createParser(new BoundedJson(bytes));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        var kept = 0;
        while (kept == 0) {
            var read = bytes.read(into, offset, most);
            if (read <= 0) {
                return read;
            }
            kept = keep(into, offset, offset + read);
        }
        return kept;
    }

    // Kept bytes move up to fill the gaps left by dropped ones.
    private int keep(byte[] buffer, int start, int end) {
        var to = start;
        for (var i = start; i < end; i++) {
            var kept = inText ? keptOfText(buffer[i]) : keptBetweenTexts(buffer[i]);
            if (kept != DROPPED) {
                buffer[to++] = (byte) kept;
            }
        }
        return to - start;
    }

    private int keptOfText(byte each) {
        if (escaped > 0) {
            escaped = escaped == 1 && each == 'u' ? 4 : escaped - 1;
        } else if (each == '"') {
            inText = false;
            return unlessTooDeep(each);
        } else if (each >= 0 && each < ' ') {
            return unlessTooDeep(each); // a syntax error, which must be reported
        } else if ((each & 0xC0) != 0x80) {
            cutting = length >= longest;
            escaped = each == '\\' ? 1 : 0;
        }
        length++;
        return cutting ? DROPPED : unlessTooDeep(each);
    }

    private int unlessTooDeep(byte each) {
        return depth <= DEEPEST || each == '\n' ? each : DROPPED;
    }

    private int keptBetweenTexts(byte each) {
        length = isOfNumber(each) ? length + 1 : 0;
        switch (each) {
            case '{', '[' -> {
                open(each == '{');
                return depth <= DEEPEST + 1 ? each : DROPPED;
            }
            case '}', ']' -> depth--;
            case '"' -> beginText();
            case ',' -> nameIsNext = depth > 0 && depth <= DEEPEST && objects[depth];
            case ':' -> nameIsNext = false;
            default -> {
                if (length > LONGEST_NUMBER) {
                    // Ends with a digit; otherwise, the rest might not be a number.
                    return length == LONGEST_NUMBER + 1 ? unlessTooDeep((byte) '0') : DROPPED;
                }
            }
        }
        return unlessTooDeep(each);
    }

    private void open(boolean object) {
        depth++;
        nameIsNext = object;
        if (depth > 0 && depth <= DEEPEST) {
            objects[depth] = object;
        }
    }

    private void beginText() {
        inText = true;
        escaped = 0;
        length = 0;
        longest = BYTES * (nameIsNext ? LONGEST_NAME : LONGEST_TEXT) + 1;
    }

    private static boolean isOfNumber(byte each) {
        return each >= '0' && each <= '9' || each == '.' || each == '-' || each == '+' || each == 'e' || each == 'E';
    }
}

package org.reelgraph.graphql.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.reelgraph.graphql.plan.Utf8Text;

/**
 * Writes the parts of a JSON text in UTF-8 (RFC 8259). It knows nothing of their order: the caller writes brackets,
 * colons and commas.
 *
 * <p>
 * Jackson's generator looks at each byte of a text and at its own state for each value. This copies whole texts that
 * need no escaping, looking for what does eight bytes at a time. What that saves says performance.md.
 */
final class JsonWriter {

    private static final int SIZE = 16_384;
    // The longest thing that is written in one go.
    private static final int LONGEST = 24;
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = EACH * 0x80;

    private final byte[] buffer;
    private final LongConsumer meter;
    private final List<byte[]> full = new ArrayList<>();
    private int at;

    /**
     * @param buffer of {@link #newBuffer()}; it may be used again when this writer has ended
     * @param meter  receives the number of bytes each time the buffer is full, and at the end
     */
    JsonWriter(byte[] buffer, LongConsumer meter) {
        this.buffer = buffer;
        this.meter = meter;
    }

    /** {@return a buffer for a writer} */
    static byte[] newBuffer() {
        return new byte[SIZE];
    }

    /** {@return all that was written} */
    byte[] end() {
        if (full.isEmpty()) {
            meter.accept(at);
            return Arrays.copyOf(buffer, at);
        }
        flush();
        return joined(full);
    }

    /** Writes a character of ASCII as it is. */
    void raw(char character) {
        if (at == SIZE) {
            flush();
        }
        buffer[at++] = (byte) character;
    }

    /** Writes bytes as they are. */
    void raw(byte[] bytes) {
        raw(bytes, 0, bytes.length);
    }

    /** Writes a text, in quotes and escaped. What is malformed in it is replaced by U+FFFD. */
    void text(Utf8Text text) {
        quoted(text.bytes());
    }

    /** Writes a text, in quotes and escaped. Surrogates without their other half are replaced by question marks. */
    void text(String text) {
        quoted(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a whole number. */
    void number(long number) {
        if (number < 0) {
            // The smallest number has no positive counterpart.
            raw(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        } else {
            room();
            digits(number, digitsOf(number));
        }
    }

    /** Writes a decimal number as {@link Double#toString(double)} does; in quotes what JSON has no number for. */
    void number(double number) {
        // Nearly all, as ratings are, have one decimal place. The tenths are the shortest that name this number, and
        // below ten million it is written without an exponent.
        var tenths = (long) (number * 10 + 0.5);
        if (tenths > 0 && tenths < 100_000_000 && tenths / 10.0 == number) {
            room();
            digits(tenths / 10, digitsOf(tenths / 10));
            buffer[at++] = '.';
            buffer[at++] = DIGITS[(int) (tenths % 10)];
        } else if (Double.isFinite(number)) {
            raw(Double.toString(number).getBytes(StandardCharsets.US_ASCII));
        } else {
            text(Double.toString(number));
        }
    }

    /** Writes a day in ISO 8601 form, in quotes. */
    void day(LocalDate day) {
        var year = day.getYear();
        if (year < 0 || year > 9999) {
            text(day.toString());
            return;
        }
        room();
        buffer[at++] = '"';
        digits(year, 4);
        buffer[at++] = '-';
        digits(day.getMonthValue(), 2);
        buffer[at++] = '-';
        digits(day.getDayOfMonth(), 2);
        buffer[at++] = '"';
    }

    private void flush() {
        meter.accept(at);
        full.add(Arrays.copyOf(buffer, at));
        at = 0;
    }

    private static byte[] joined(List<byte[]> pieces) {
        var all = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        var place = 0;
        for (var piece : pieces) {
            System.arraycopy(piece, 0, all, place, piece.length);
            place += piece.length;
        }
        return all;
    }

    private void room() {
        if (SIZE - at < LONGEST) {
            flush();
        }
    }

    private void raw(byte[] bytes, int from, int to) {
        var next = from;
        while (to - next > SIZE - at) {
            var fitting = SIZE - at;
            System.arraycopy(bytes, next, buffer, at, fitting);
            at = SIZE;
            next += fitting;
            flush();
        }
        System.arraycopy(bytes, next, buffer, at, to - next);
        at += to - next;
    }

    // Writes digits from the last to the first, with zeros before them.
    private void digits(long number, int count) {
        var rest = number;
        for (var place = at + count - 1; place >= at; place--) {
            buffer[place] = DIGITS[(int) (rest % 10)];
            rest /= 10;
        }
        at += count;
    }

    private static int digitsOf(long number) {
        var count = 1;
        for (var rest = number; rest >= 10; rest /= 10) {
            count++;
        }
        return count;
    }

    private void quoted(byte[] bytes) {
        raw('"');
        escaped(bytes);
        raw('"');
    }

    private void escaped(byte[] bytes) {
        var written = 0;
        for (var next = plainEnd(bytes, 0); next < bytes.length; next = plainEnd(bytes, written)) {
            raw(bytes, written, next);
            if (bytes[next] < 0) {
                escaped(new String(bytes, next, bytes.length - next, StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_8));
                return;
            }
            escape(bytes[next]);
            written = next + 1;
        }
        raw(bytes, written, bytes.length);
    }

    private void escape(byte character) {
        room();
        buffer[at++] = '\\';
        switch (character) {
            case '"', '\\' -> buffer[at++] = character;
            case '\b' -> buffer[at++] = 'b';
            case '\t' -> buffer[at++] = 't';
            case '\n' -> buffer[at++] = 'n';
            case '\f' -> buffer[at++] = 'f';
            case '\r' -> buffer[at++] = 'r';
            default -> {
                buffer[at++] = 'u';
                buffer[at++] = '0';
                buffer[at++] = '0';
                buffer[at++] = DIGITS[character >> 4];
                buffer[at++] = DIGITS[character & 0xF];
            }
        }
    }

    // The place of the first byte from there on that needs escaping or where the text is malformed, or the length.
    private static int plainEnd(byte[] bytes, int from) {
        var place = from;
        while (place < bytes.length) {
            if (place <= bytes.length - Long.BYTES) {
                var eight = (long) LONGS.get(bytes, place);
                var found = special(eight) | eight & HIGH;
                if (found == 0) {
                    place += Long.BYTES;
                    continue;
                }
                place += Long.numberOfTrailingZeros(found) >>> 3;
            }
            var length = isSpecial(bytes[place]) ? 0 : Utf8Text.lengthOfCharacter(bytes, place);
            if (length == 0) {
                return place;
            }
            place += length;
        }
        return place;
    }

    private static boolean isSpecial(byte character) {
        return character == '"' || character == '\\' || character >= 0 && character < ' ';
    }

    // The high bit of each byte that needs escaping. A carry can mark bytes above such a one too, but none below it.
    private static long special(long eight) {
        var quotes = eight ^ EACH * '"';
        var backslashes = eight ^ EACH * '\\';
        return (eight - EACH * ' ' & ~eight | quotes - EACH & ~quotes | backslashes - EACH & ~backslashes) & HIGH;
    }
}

package org.reelgraph.graphql.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as the database has it, in UTF-8. A response takes its bytes as they are, which saves decoding and encoding
 * them. They are decoded when somebody first asks for a character. Immutable; equals texts of its own kind only.
 */
public final class Utf8Text implements CharSequence {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;

    private final byte[] bytes;
    // Any thread may decode it, with the same result.
    private @Nullable String decoded;

    /** @param bytes the text in UTF-8; they are not copied and must not be changed any more */
    public Utf8Text(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the text of bytes that may be null} */
    public static @Nullable Utf8Text ofNullable(byte @Nullable [] bytes) {
        return bytes == null ? null : new Utf8Text(bytes);
    }

    /**
     * {@return the text's own bytes, which must not be changed; they may be malformed, since another program may have
     * written them}
     */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return whether the bytes are well-formed UTF-8} */
    public boolean isWellFormed() {
        var place = 0;
        while (place < bytes.length) {
            if (place <= bytes.length - Long.BYTES && ((long) LONGS.get(bytes, place) & NOT_ASCII) == 0) {
                place += Long.BYTES;
                continue;
            }
            var length = lengthAt(place);
            if (length == 0) {
                return false;
            }
            place += length;
        }
        return true;
    }

    // How many bytes the character has that begins there, or 0 if they are malformed (The Unicode Standard, table 3-7).
    private int lengthAt(int place) {
        var first = bytes[place] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xE0) {
            return first >= 0xC2 && continues(place + 1) ? 2 : 0;
        }
        if (first < 0xF0) {
            return isWithin(place + 1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF)
                    && continues(place + 2) ? 3 : 0;
        }
        return first < 0xF5 && isWithin(place + 1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF)
                && continues(place + 2) && continues(place + 3) ? 4 : 0;
    }

    private boolean continues(int place) {
        return isWithin(place, 0x80, 0xBF);
    }

    private boolean isWithin(int place, int least, int most) {
        return place < bytes.length && (bytes[place] & 0xFF) >= least && (bytes[place] & 0xFF) <= most;
    }

    /** {@return the text; what is malformed is replaced by U+FFFD} */
    @Override
    public String toString() {
        var text = decoded;
        if (text == null) {
            text = new String(bytes, StandardCharsets.UTF_8);
            decoded = text;
        }
        return text;
    }

    @Override
    public int length() {
        return toString().length();
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Utf8Text text && Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}

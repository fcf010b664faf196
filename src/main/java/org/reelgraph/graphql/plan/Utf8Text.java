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

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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

    /**
     * {@return how many bytes the character has that begins at a place in these bytes, or 0 if it is malformed (The
     * Unicode Standard, table 3-7)}
     */
    public static int lengthOfCharacter(byte[] bytes, int place) {
        if (place <= bytes.length - Integer.BYTES) {
            return lengthOf((int) INTS.get(bytes, place));
        }
        // The first byte is the lowest, and zeros after the end continue no character.
        var four = 0;
        for (var last = bytes.length - 1; last >= place; last--) {
            four = four << 8 | bytes[last] & 0xFF;
        }
        return lengthOf(four);
    }

    // The same for a character that begins with these, the first lowest. The first mask takes the bits
    // that tell how long it is, the others those that have to differ from a form that is too long, from surrogates and
    // from what lies above the last character.
    private static int lengthOf(int four) {
        if ((four & 0x80) == 0) {
            return 1;
        }
        if ((four & 0xC0E0) == 0x80C0) {
            return (four & 0x1E) == 0 ? 0 : 2;
        }
        if ((four & 0xC0C0F0) == 0x8080E0) {
            var top = four & 0x200F;
            return top == 0 || top == 0x200D ? 0 : 3;
        }
        if ((four & 0xC0C0C0F8) == 0x808080F0) {
            var plane = (four & 0x07) << 2 | four >>> 12 & 0x03;
            return plane == 0 || plane > 16 ? 0 : 4;
        }
        return 0;
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

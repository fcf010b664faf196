package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a picture is encoded as. Only its first bytes tell; names and headers may say anything. */
public enum PictureType {
    JPEG("image/jpeg"), PNG("image/png"), WEBP("image/webp"), GIF("image/gif"), AVIF("image/avif");

    private static final int LONGEST_BRANDS = 256;

    private final String mediaType;

    PictureType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** {@return its media type} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return the type of a file that begins like this; empty if it is none of a picture} */
    public static Optional<PictureType> of(ByteBuffer beginning) {
        return Arrays.stream(values()).filter(type -> type.isOf(beginning)).findFirst();
    }

    private boolean isOf(ByteBuffer bytes) {
        return switch (this) {
            case JPEG -> has(bytes, 0, "\u00ff\u00d8\u00ff");
            case PNG -> has(bytes, 0, "\u0089PNG\r\n\u001a\n");
            case WEBP -> has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP");
            case GIF -> has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a");
            case AVIF -> has(bytes, 4, "ftyp") && brands(bytes).stream().anyMatch(brand -> brand.startsWith("avi"));
        };
    }

    // After the size and the name of the box: the major brand, its version, and the compatible brands.
    private static List<String> brands(ByteBuffer bytes) {
        var length = Math.min(bytes.remaining(), Math.min(LONGEST_BRANDS, bytes.getInt(bytes.position())));
        var text = text(bytes, 0, Math.max(0, length));
        return IntStream.iterate(8, at -> at + 4 <= text.length(), at -> at + 4)
                .filter(at -> at != 12).mapToObj(at -> text.substring(at, at + 4)).toList();
    }

    private static boolean has(ByteBuffer bytes, int at, String magic) {
        return bytes.remaining() >= at + magic.length() && text(bytes, at, magic.length()).equals(magic);
    }

    static String text(ByteBuffer bytes, int at, int length) {
        var text = new byte[Math.max(0, Math.min(length, bytes.remaining() - at))];
        bytes.get(bytes.position() + at, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}

package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The chunks of a WebP file, of which those stay that say how it looks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>
 */
final class WebpChunks {

    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    // Of VP8X: whether there are frames, and descriptions in Exif and XMP.
    private static final int ANIMATION = 0x02;
    private static final int DESCRIPTIONS = 0x08 | 0x04;
    private static final int SIDE = 0x3fff;
    private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP");

    private final ByteBuffer file;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int width;
    private int height;
    private boolean isAnimated;
    private boolean hasImage;

    private WebpChunks(ByteBuffer file) {
        this.file = file;
    }

    static CleanPicture clean(ByteBuffer file) throws RefusedPictureException {
        return new WebpChunks(file.duplicate().order(ByteOrder.LITTLE_ENDIAN)).clean();
    }

    private CleanPicture clean() throws RefusedPictureException {
        var end = file.getInt(4) + 8L;
        if (end > file.limit()) {
            throw RefusedPictureException.truncated(PictureType.WEBP);
        }
        var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).put(file.slice(0, HEADER)).flip();
        parts.add(header);
        for (var at = HEADER; at + CHUNK_HEADER <= end;) {
            at += chunk(at, (int) end);
        }
        if (!hasImage) {
            throw RefusedPictureException.damaged(PictureType.WEBP, "has no picture");
        }
        header.putInt(4, parts.stream().mapToInt(ByteBuffer::remaining).sum() - 8);
        return CleanPicture.upright(width, height, isAnimated, parts);
    }

    private int chunk(int at, int end) throws RefusedPictureException {
        var length = file.getInt(at + 4);
        if (length < 0 || length > end - at - CHUNK_HEADER) {
            throw RefusedPictureException.truncated(PictureType.WEBP);
        }
        // The last one may lack the byte that makes its length even.
        var whole = Math.min(CHUNK_HEADER + length + (length & 1), end - at);
        var chunk = file.slice(at, whole).order(ByteOrder.LITTLE_ENDIAN);
        var name = PictureType.text(chunk, 0, 4);
        measure(name, chunk);
        if (name.equals("VP8X")) {
            parts.add(withoutDescriptions(chunk));
        } else if (KEPT.contains(name)) {
            parts.add(chunk);
        }
        return whole;
    }

    private void measure(String name, ByteBuffer chunk) throws RefusedPictureException {
        switch (name) {
            case "VP8X" -> {
                isAnimated = (chunk.get(CHUNK_HEADER) & ANIMATION) != 0;
                size(1 + (chunk.getInt(12) & 0xffffff), 1 + (chunk.getInt(14) >>> 8));
            }
            case "VP8 " -> {
                hasImage = true;
                size(chunk.getShort(14) & SIDE, chunk.getShort(16) & SIDE);
            }
            case "VP8L" -> {
                hasImage = true;
                var sides = chunk.getInt(9);
                size(1 + (sides & SIDE), 1 + (sides >>> 14 & SIDE));
            }
            case "ANMF" -> hasImage = true;
            default -> {
                // It says nothing of the size.
            }
        }
    }

    // VP8X comes first, and what is drawn on its canvas can't be larger.
    private void size(int wide, int high) throws RefusedPictureException {
        if (wide == 0 || high == 0 || width != 0 && (wide > width || high > height)) {
            throw RefusedPictureException.damaged(PictureType.WEBP, "is larger than it says");
        }
        width = Math.max(width, wide);
        height = Math.max(height, high);
    }

    private static ByteBuffer withoutDescriptions(ByteBuffer chunk) {
        var copy = ByteBuffer.allocate(chunk.limit()).put(chunk.duplicate()).flip();
        return copy.put(CHUNK_HEADER, (byte) (copy.get(CHUNK_HEADER) & ~DESCRIPTIONS));
    }
}

package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * The boxes of an AVIF file. Nothing here decodes it; it is kept as it is, once its boxes fill it and say how large it is.
 *
 * @see <a href="https://aomediacodec.github.io/av1-avif/">AV1 Image File Format</a>
 */
final class AvifBoxes {

    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;
    private static final int VERSION = 4;
    private static final int DEEPEST = 4;
    private static final Set<String> OUTER = Set.of("meta", "iprp", "ipco");

    private int width;
    private int height;
    private boolean isAnimated;
    private boolean hasData;

    private AvifBoxes() {
    }

    static CleanPicture clean(ByteBuffer file) throws RefusedPictureException {
        var boxes = new AvifBoxes();
        boxes.walk(file.duplicate(), 0);
        if (boxes.width < 1 || boxes.height < 1 || !boxes.hasData) {
            throw RefusedPictureException.damaged(PictureType.AVIF, "has no picture, or doesn't say how large it is");
        }
        return CleanPicture.upright(boxes.width, boxes.height, boxes.isAnimated, List.of(file.slice(0, file.limit())));
    }

    private void walk(ByteBuffer boxes, int depth) throws RefusedPictureException {
        while (boxes.remaining() >= HEADER) {
            var start = boxes.position();
            var length = Integer.toUnsignedLong(boxes.getInt(start));
            var header = length == 1 ? LARGE_HEADER : HEADER;
            length = switch ((int) length) {
                case 0 -> boxes.remaining();
                case 1 -> boxes.getLong(start + HEADER);
                default -> length;
            };
            if (length < header || length > boxes.remaining()) {
                throw RefusedPictureException.truncated(PictureType.AVIF);
            }
            box(PictureType.text(boxes, 4, 4), boxes.slice(start + header, (int) length - header), depth);
            boxes.position(start + (int) length);
        }
    }

    private void box(String name, ByteBuffer content, int depth) throws RefusedPictureException {
        switch (name) {
            case "ftyp" -> isAnimated = PictureType.text(content, 0, 4).equals("avis");
            case "mdat", "idat" -> hasData = true;
            // A file may hold several, such as its transparency, and tiles of which it is made.
            case "ispe" -> {
                width = Math.max(width, content.getInt(VERSION));
                height = Math.max(height, content.getInt(VERSION + 4));
            }
            default -> {
                if (OUTER.contains(name) && depth < DEEPEST) {
                    walk(name.equals("meta") ? content.position(VERSION).slice() : content, depth + 1);
                }
            }
        }
    }
}

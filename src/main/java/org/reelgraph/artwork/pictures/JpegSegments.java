package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a JPEG file, of which those stay that decoding needs: not Exif, XMP, comments, previews, and what follows
 * the end.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, Annex B</a>
 */
final class JpegSegments {

    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int JFIF_LENGTH = 14;

    private final ByteBuffer file;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int width;
    private int height;
    private int orientation = CleanPicture.UPRIGHT;

    private JpegSegments(ByteBuffer file) {
        this.file = file;
    }

    static CleanPicture clean(ByteBuffer file) throws RefusedPictureException {
        return new JpegSegments(file).clean();
    }

    private CleanPicture clean() throws RefusedPictureException {
        parts.add(file.slice(0, 2));
        file.position(2);
        for (var marker = marker(); marker != END; marker = marker()) {
            segment(marker);
        }
        parts.add(ByteBuffer.wrap(new byte[]{(byte) 0xff, (byte) END}));
        if (width == 0) {
            throw RefusedPictureException.damaged(PictureType.JPEG, "has no frame");
        }
        return new CleanPicture(width, height, false, orientation, parts);
    }

    private int marker() throws RefusedPictureException {
        if (Byte.toUnsignedInt(file.get()) != 0xff) {
            throw RefusedPictureException.damaged(PictureType.JPEG, "something stands between its segments");
        }
        var marker = 0xff;
        while (marker == 0xff) {
            marker = Byte.toUnsignedInt(file.get());
        }
        return marker;
    }

    private void segment(int marker) throws RefusedPictureException {
        var start = file.position() - 2;
        var length = Short.toUnsignedInt(file.getShort());
        if (length < 2 || marker < 0xc0) {
            throw RefusedPictureException.damaged(PictureType.JPEG, "has a segment that no such file has");
        }
        var content = file.slice(file.position(), length - 2);
        file.position(file.position() + length - 2);
        if (isFrame(marker)) {
            frame(content);
        }
        if (marker == APP1) {
            orientation = ExifOrientation.of(content).orElse(orientation);
        }
        if (isNeeded(marker, content)) {
            parts.add(marker == APP0 ? withoutPreview(content) : file.slice(start, file.position() - start));
        }
        if (marker == START_OF_SCAN) {
            scan();
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean isNeeded(int marker, ByteBuffer content) {
        return switch (marker) {
            case APP0 -> PictureType.text(content, 0, 5).equals("JFIF\0") && content.remaining() >= JFIF_LENGTH;
            case APP2 -> PictureType.text(content, 0, 12).equals("ICC_PROFILE\0");
            case APP14 -> PictureType.text(content, 0, 5).equals("Adobe");
            case COMMENT -> false;
            default -> marker < APP0 || marker > APP15;
        };
    }

    private static ByteBuffer withoutPreview(ByteBuffer jfif) {
        var segment = ByteBuffer.allocate(JFIF_LENGTH + 4).put((byte) 0xff).put((byte) APP0)
                .putShort((short) (JFIF_LENGTH + 2)).put(jfif.slice(0, JFIF_LENGTH - 2));
        return segment.putShort((short) 0).flip();
    }

    private void frame(ByteBuffer content) throws RefusedPictureException {
        var high = Short.toUnsignedInt(content.getShort(1));
        var wide = Short.toUnsignedInt(content.getShort(3));
        if (width != 0 || high == 0 || wide == 0) {
            throw RefusedPictureException.damaged(PictureType.JPEG, "doesn't say once how large it is");
        }
        width = wide;
        height = high;
    }

    // Within a scan, 0xff is followed by 0, or by one of the markers for a new start.
    private void scan() {
        var start = file.position();
        var end = false;
        while (!end) {
            if (file.get() == (byte) 0xff) {
                var next = Byte.toUnsignedInt(file.get(file.position()));
                end = next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7);
            }
        }
        file.position(file.position() - 1);
        parts.add(file.slice(start, file.position() - start));
    }
}

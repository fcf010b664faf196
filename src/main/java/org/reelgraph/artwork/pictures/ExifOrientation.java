package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * How a camera was held: the one value of Exif that a picture can't do without.
 *
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">Exif 2.3, 4.6</a>
 */
final class ExifOrientation {

    private static final String MAGIC = "Exif\0\0";
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;
    private static final int MOST = 8;

    private ExifOrientation() {
    }

    /** {@return the orientation that a segment of a JPEG file names; empty if it names none that is known} */
    static OptionalInt of(ByteBuffer segment) {
        if (!PictureType.text(segment, 0, MAGIC.length()).equals(MAGIC)) {
            return OptionalInt.empty();
        }
        var tiff = segment.slice(MAGIC.length(), segment.limit() - MAGIC.length());
        try {
            tiff.order(PictureType.text(tiff, 0, 2).equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            return inDirectory(tiff, tiff.getInt(4));
        } catch (IndexOutOfBoundsException e) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt inDirectory(ByteBuffer tiff, int at) {
        var entries = Short.toUnsignedInt(tiff.getShort(at));
        for (var i = 0; i < entries; i++) {
            var entry = at + 2 + i * ENTRY;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG) {
                var value = Short.toUnsignedInt(tiff.getShort(entry + 8));
                return value >= CleanPicture.UPRIGHT && value <= MOST ? OptionalInt.of(value) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }
}

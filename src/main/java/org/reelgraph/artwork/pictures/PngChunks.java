package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, of which those stay that say how it looks. Of an animation, the still picture stays.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5DataRep">PNG, section 5</a>
 */
final class PngChunks {

    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;
    private static final int HEADER = 13;
    private static final int LONGEST_PROFILE = 1 << 20;
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB",
            "iCCP");

    private PngChunks() {
    }

    static CleanPicture clean(ByteBuffer file) throws RefusedPictureException {
        var parts = new ArrayList<ByteBuffer>();
        parts.add(file.slice(0, SIGNATURE));
        var header = chunk(file, SIGNATURE);
        if (!nameOf(header).equals("IHDR") || header.limit() != HEADER + AROUND) {
            throw damaged("doesn't say first how large it is");
        }
        var at = SIGNATURE;
        var name = "";
        while (!name.equals("IEND")) {
            var chunk = chunk(file, at);
            name = nameOf(chunk);
            if (KEPT.contains(name) && (!name.equals("iCCP") || chunk.limit() <= LONGEST_PROFILE)) {
                parts.add(chunk);
            }
            at += chunk.limit();
        }
        return CleanPicture.upright(header.getInt(8), header.getInt(12), false, parts);
    }

    private static ByteBuffer chunk(ByteBuffer file, int at) throws RefusedPictureException {
        var length = file.getInt(at);
        if (length < 0) {
            throw damaged("has a part that no such file has");
        }
        if (length > file.limit() - at - AROUND) {
            throw RefusedPictureException.truncated(PictureType.PNG);
        }
        var sum = new CRC32();
        sum.update(file.slice(at + 4, length + 4));
        if ((int) sum.getValue() != file.getInt(at + 8 + length)) {
            throw damaged("a check sum is wrong");
        }
        return file.slice(at, length + AROUND);
    }

    private static String nameOf(ByteBuffer chunk) {
        return PictureType.text(chunk, 4, 4);
    }

    private static RefusedPictureException damaged(String why) {
        return RefusedPictureException.damaged(PictureType.PNG, why);
    }
}

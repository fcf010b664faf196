package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a GIF file, without comments, texts, what follows the end, and what programs have added, except how often it
 * is repeated.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
 */
final class GifBlocks {

    private static final int SCREEN = 13;
    private static final int TABLE = 0x80;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int END = 0x3b;
    private static final int CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;

    private final ByteBuffer file;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int frames;

    private GifBlocks(ByteBuffer file) {
        this.file = file;
    }

    static CleanPicture clean(ByteBuffer file) throws RefusedPictureException {
        return new GifBlocks(file.duplicate().order(ByteOrder.LITTLE_ENDIAN)).clean();
    }

    private CleanPicture clean() throws RefusedPictureException {
        file.position(SCREEN);
        skipTable(file.get(10));
        add(0);
        var width = Short.toUnsignedInt(file.getShort(6));
        var height = Short.toUnsignedInt(file.getShort(8));
        for (var kind = next(); kind != END; kind = next()) {
            switch (kind) {
                case EXTENSION -> extension();
                case IMAGE -> image(width, height);
                default -> throw damaged("has a block that no such file has");
            }
        }
        add(file.position() - 1);
        if (frames == 0) {
            throw damaged("has no picture");
        }
        return CleanPicture.upright(width, height, frames > 1, parts);
    }

    private int next() {
        return Byte.toUnsignedInt(file.get());
    }

    private void add(int start) {
        parts.add(file.slice(start, file.position() - start));
    }

    private void skipTable(byte flags) {
        if ((flags & TABLE) != 0) {
            file.position(file.position() + 3 * (2 << (flags & 7)));
        }
    }

    private void skipBlocks() {
        for (var length = next(); length > 0; length = next()) {
            file.position(file.position() + length);
        }
    }

    private void extension() {
        var start = file.position() - 1;
        var label = next();
        var repeats = PictureType.text(file, 0, 12).equals("\u000bNETSCAPE2.0");
        skipBlocks();
        if (label == CONTROL || label == APPLICATION && repeats) {
            add(start);
        }
    }

    private void image(int width, int height) throws RefusedPictureException {
        var start = file.position() - 1;
        var right = Short.toUnsignedInt(file.getShort()) + Short.toUnsignedInt(file.getShort(file.position() + 2));
        var bottom = Short.toUnsignedInt(file.getShort()) + Short.toUnsignedInt(file.getShort(file.position() + 2));
        if (right > width || bottom > height) {
            throw damaged("is larger than it says");
        }
        file.position(file.position() + 4);
        skipTable(file.get());
        // How long codes are at first.
        file.get();
        skipBlocks();
        add(start);
        frames++;
    }

    private static RefusedPictureException damaged(String why) {
        return RefusedPictureException.damaged(PictureType.GIF, why);
    }
}

package org.reelgraph.artwork.pictures;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A picture without what isn't part of it: names of cameras and places, comments, and whatever follows its end.
 *
 * @param width       in pixels, as its header says
 * @param height      in pixels, as its header says
 * @param isAnimated  whether it has several frames
 * @param orientation how it has to be turned, from 1 for not at all to 8, as Exif counts
 * @param parts       its bytes
 */
record CleanPicture(int width, int height, boolean isAnimated, int orientation, List<ByteBuffer> parts) {

    static final int UPRIGHT = 1;

    /** {@return a picture that stands as it is} */
    static CleanPicture upright(int width, int height, boolean isAnimated, List<ByteBuffer> parts) {
        return new CleanPicture(width, height, isAnimated, UPRIGHT, parts);
    }
}

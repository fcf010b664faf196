package org.reelgraph.artwork.pictures;

import java.util.Arrays;
import java.util.Optional;

/**
 * A size in which pictures are shown. There are few, so that nobody can have the same picture scaled again and again.
 *
 * @param width  the most, or with {@code isCover} all of it; 0 if only the height counts
 * @param height the most, or with {@code isCover} all of it; 0 if only the width counts
 * @param isCover whether all of it is filled, and what doesn't fit is cut off
 */
public record PictureSize(int width, int height, boolean isCover) {

    private static final int[] WIDTHS = {92, 154, 185, 300, 342, 500, 780, 1280, 1920};
    // Those that pictures of these widths usually have: posters, squares, and stills.
    private static final int[] HEIGHTS = {92, 138, 154, 169, 185, 231, 281, 300, 342, 439, 450, 500, 513, 720, 750, 780,
            1080, 1170, 1280, 1920};

    /** All of the picture, as it is. */
    public static final PictureSize ORIGINAL = new PictureSize(0, 0, false);

    /** {@return the smallest size that is at least as large, or the largest} */
    public static PictureSize atLeast(int width, int height, boolean isCover) {
        return new PictureSize(width == 0 ? 0 : next(WIDTHS, width), height == 0 ? 0 : next(HEIGHTS, height),
                isCover && width > 0 && height > 0);
    }

    private static int next(int[] sides, int least) {
        return Arrays.stream(sides).filter(side -> side >= least).findFirst().orElse(sides[sides.length - 1]);
    }

    /** {@return this size, if there is such a one} */
    public Optional<PictureSize> known() {
        return Optional.of(this).filter(size -> size.equals(atLeast(width, height, isCover)));
    }

    /** {@return all widths that there are} */
    public static String widths() {
        return Arrays.toString(WIDTHS);
    }

    /** {@return all heights that there are} */
    public static String heights() {
        return Arrays.toString(HEIGHTS);
    }

    /** {@return whether a picture of these sides is shown as it is} */
    public boolean isOriginal(int wide, int high) {
        return scale(wide, high) >= 1 && !isCover;
    }

    /** {@return by how much the sides of a picture are multiplied so that it fits, or fills it} */
    double scale(int wide, int high) {
        var across = width == 0 ? Double.MAX_VALUE : (double) width / wide;
        var down = height == 0 ? Double.MAX_VALUE : (double) height / high;
        return isCover ? Math.max(across, down) : Math.min(across, down);
    }

    /** {@return what tells sizes apart; nothing for the original} */
    public String name() {
        return (width == 0 ? "" : "-w" + width) + (height == 0 ? "" : "-h" + height) + (isCover ? "-cover" : "");
    }
}

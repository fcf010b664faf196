package org.reelgraph.artwork.pictures;

/** The color of most of a small picture: the average of the fullest of 512 boxes of similar colors. */
final class DominantColor {

    private static final int BOXES = 512;
    private static final int SEEN = 128;

    private DominantColor() {
    }

    /**
     * {@return the color, such as {@code #a0b1c2}}
     *
     * @param pixels each as alpha, red, green and blue
     */
    static String of(int[] pixels) {
        var sums = new long[BOXES][4];
        var fullest = sums[0];
        for (var pixel : pixels) {
            if (pixel >>> 24 >= SEEN) {
                var box = sums[(pixel >>> 21 & 7) << 6 | (pixel >>> 13 & 7) << 3 | pixel >>> 5 & 7];
                box[0] += pixel >>> 16 & 0xff;
                box[1] += pixel >>> 8 & 0xff;
                box[2] += pixel & 0xff;
                box[3]++;
                fullest = box[3] > fullest[3] ? box : fullest;
            }
        }
        var count = Math.max(1, fullest[3]);
        return "#%02x%02x%02x".formatted(fullest[0] / count, fullest[1] / count, fullest[2] / count);
    }
}

package org.reelgraph.artwork.pictures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Base64;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Placeholders, read as their description says. */
class ThumbHashTest {

    private static byte[] hash(BufferedImage image) {
        return Base64.getDecoder()
                .decode(ThumbHash.of(image.getWidth(), image.getHeight(), Drawing.pixels(image)));
    }

    // The first three bytes: six bits each of lightness, yellow and red, five of how much it varies, and one of alpha.
    private static double[] averageColor(byte[] hash) {
        var header = hash[0] & 0xff | (hash[1] & 0xff) << 8 | (hash[2] & 0xff) << 16;
        var light = (header & 63) / 63.0;
        var yellow = (header >> 6 & 63) / 31.5 - 1;
        var red = (header >> 12 & 63) / 31.5 - 1;
        var blue = light - 2 / 3.0 * yellow;
        var first = (3 * light - blue + red) / 2;
        return new double[]{first, first - red, blue};
    }

    // The longer side has seven terms; the fourth and fifth byte name the other, and the last bit whether the width is longer.
    private static double aspect(byte[] hash) {
        var other = hash[3] & 7;
        return (hash[4] & 0x80) != 0 ? 7.0 / other : other / 7.0;
    }

    @Test
    void givenPictures_whenHashed_thenTheHashTellsTheirAverageColor() {
        for (var color : new Color[]{Color.ORANGE, Color.BLUE, Color.WHITE, Color.BLACK, new Color(90, 140, 33)}) {
            var read = averageColor(hash(SamplePictures.halves(66, 100, color, color)));

            assertThat(read[0]).as("red of %s", color).isCloseTo(color.getRed() / 255.0, within(0.05));
            assertThat(read[1]).as("green of %s", color).isCloseTo(color.getGreen() / 255.0, within(0.05));
            assertThat(read[2]).as("blue of %s", color).isCloseTo(color.getBlue() / 255.0, within(0.05));
        }
    }

    @Test
    void givenPictures_whenHashed_thenTheHashTellsTheirShape() {
        assertThat(aspect(hash(SamplePictures.halves(67, 100, Color.RED, Color.BLUE)))).isCloseTo(2 / 3.0,
                within(0.1));
        assertThat(aspect(hash(SamplePictures.halves(100, 56, Color.RED, Color.BLUE)))).isCloseTo(16 / 9.0,
                within(0.1));
    }

    @Test
    void givenAPicture_whenHashed_thenTheHashIsShort() {
        assertThat(hash(SamplePictures.halves(67, 100, Color.RED, Color.BLUE))).hasSizeBetween(20, 25);
    }
}

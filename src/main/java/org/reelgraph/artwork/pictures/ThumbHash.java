package org.reelgraph.artwork.pictures;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.DoubleStream;

/**
 * A placeholder of some 25 bytes: the lowest frequencies of a small picture's lightness, colors and transparency, each in four
 * bits.
 *
 * @see <a href="https://evanw.github.io/thumbhash/">ThumbHash</a>
 */
final class ThumbHash {

    /** The longest side of pictures that are hashed. */
    static final int LONGEST_SIDE = 100;

    private static final int COLOR_TERMS = 3;
    private static final int ALPHA_TERMS = 5;

    private final int width;
    private final int height;
    private final byte[] hash = new byte[64];
    private int nibbles;

    /** What is left of a channel. */
    private record Terms(double average, double[] rest, double scale) {
    }

    private ThumbHash(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * {@return the hash in Base64}
     *
     * @param pixels in rows, each as alpha, red, green and blue
     */
    static String of(int width, int height, int[] pixels) {
        return new ThumbHash(width, height).hash(pixels);
    }

    private String hash(int[] pixels) {
        var channels = channels(pixels);
        var hasAlpha = Arrays.stream(channels[3]).anyMatch(alpha -> alpha < 1);
        var most = hasAlpha ? 5.0 : 7.0;
        var longest = Math.max(width, height);
        var wide = (int) Math.max(1, Math.round(most * width / longest));
        var high = (int) Math.max(1, Math.round(most * height / longest));
        var light = terms(channels[0], Math.max(3, wide), Math.max(3, high));
        var yellow = terms(channels[1], COLOR_TERMS, COLOR_TERMS);
        var red = terms(channels[2], COLOR_TERMS, COLOR_TERMS);
        var isLandscape = width > height;
        put(0, 3, scaled(63, light.average) | scaled(31.5, 1 + yellow.average) << 6
                | scaled(31.5, 1 + red.average) << 12 | scaled(31, light.scale) << 18 | (hasAlpha ? 1 << 23 : 0));
        put(3, 2, (isLandscape ? high : wide) | scaled(63, yellow.scale) << 3 | scaled(63, red.scale) << 9
                | (isLandscape ? 1 << 15 : 0));
        nibbles = 10;
        if (hasAlpha) {
            var alpha = terms(channels[3], ALPHA_TERMS, ALPHA_TERMS);
            put(5, 1, scaled(15, alpha.average) | scaled(15, alpha.scale) << 4);
            nibbles = 12;
            add(light, yellow, red, alpha);
        } else {
            add(light, yellow, red);
        }
        return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, (nibbles + 1) / 2));
    }

    private static int scaled(double factor, double value) {
        return (int) Math.round(factor * value);
    }

    private void put(int at, int bytes, int value) {
        for (var i = 0; i < bytes; i++) {
            hash[at + i] = (byte) (value >>> 8 * i);
        }
    }

    private void add(Terms... channels) {
        for (var channel : channels) {
            for (var term : channel.rest) {
                var value = scaled(15, channel.scale == 0 ? term : 0.5 + 0.5 / channel.scale * term);
                hash[nibbles / 2] |= (byte) (value << 4 * (nibbles % 2));
                nibbles++;
            }
        }
    }

    // Lightness, yellow to blue, red to green, and alpha; what shines through is the average color.
    private double[][] channels(int[] pixels) {
        var average = average(pixels);
        var channels = new double[4][pixels.length];
        for (var i = 0; i < pixels.length; i++) {
            var alpha = part(pixels[i], 24);
            var red = average[0] * (1 - alpha) + alpha * part(pixels[i], 16);
            var green = average[1] * (1 - alpha) + alpha * part(pixels[i], 8);
            var blue = average[2] * (1 - alpha) + alpha * part(pixels[i], 0);
            channels[0][i] = (red + green + blue) / 3;
            channels[1][i] = (red + green) / 2 - blue;
            channels[2][i] = red - green;
            channels[3][i] = alpha;
        }
        return channels;
    }

    private static double[] average(int[] pixels) {
        var sums = new double[3];
        var alphas = 0.0;
        for (var pixel : pixels) {
            var alpha = part(pixel, 24);
            alphas += alpha;
            for (var color = 0; color < sums.length; color++) {
                sums[color] += alpha * part(pixel, 16 - 8 * color);
            }
        }
        for (var color = 0; alphas > 0 && color < sums.length; color++) {
            sums[color] /= alphas;
        }
        return sums;
    }

    private static double part(int pixel, int shift) {
        return (pixel >>> shift & 0xff) / 255.0;
    }

    private Terms terms(double[] channel, int wide, int high) {
        var rest = DoubleStream.builder();
        var average = 0.0;
        var scale = 0.0;
        for (var y = 0; y < high; y++) {
            for (var x = 0; x * high < wide * (high - y); x++) {
                var term = term(channel, x, y);
                if (x == 0 && y == 0) {
                    average = term;
                } else {
                    rest.add(term);
                    scale = Math.max(scale, Math.abs(term));
                }
            }
        }
        return new Terms(average, rest.build().toArray(), scale);
    }

    private double term(double[] channel, int x, int y) {
        var across = new double[width];
        for (var column = 0; column < width; column++) {
            across[column] = Math.cos(Math.PI / width * x * (column + 0.5));
        }
        var sum = 0.0;
        for (var row = 0; row < height; row++) {
            var down = Math.cos(Math.PI / height * y * (row + 0.5));
            for (var column = 0; column < width; column++) {
                sum += channel[row * width + column] * across[column] * down;
            }
        }
        return sum / (width * height);
    }
}

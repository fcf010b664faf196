package org.reelgraph.artwork.pictures;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageOutputStream;

/** Turns, scales and encodes decoded pictures. */
final class Drawing {

    private static final int OPAQUE = 255;

    private Drawing() {
    }

    /** {@return a picture in this size, with transparency if the other one has any} */
    static BufferedImage scaled(BufferedImage picture, int width, int height) {
        var step = picture;
        while (step.getWidth() >= 2 * width && step.getHeight() >= 2 * height) {
            step = drawn(step, step.getWidth() / 2, step.getHeight() / 2);
        }
        return drawn(step, width, height);
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        var drawn = empty(picture, width, height);
        draw(drawn, graphics -> graphics.drawImage(picture, 0, 0, width, height, null));
        return drawn;
    }

    private static BufferedImage empty(BufferedImage like, int width, int height) {
        return new BufferedImage(width, height,
                like.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    }

    private static void draw(BufferedImage target, Consumer<Graphics2D> work) {
        var graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            work.accept(graphics);
        } finally {
            graphics.dispose();
        }
    }

    /** {@return the middle of a picture, in this size} */
    static BufferedImage middle(BufferedImage picture, int width, int height) {
        return picture.getSubimage((picture.getWidth() - width) / 2, (picture.getHeight() - height) / 2, width, height);
    }

    /** {@return a picture as it is meant, by its Exif orientation} */
    static BufferedImage upright(BufferedImage picture, int orientation) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        var turned = orientation > 4 ? empty(picture, height, width) : empty(picture, width, height);
        draw(turned, graphics -> graphics.drawImage(picture, turning(orientation, width, height), null));
        return turned;
    }

    // By the sides at which the first row and the first column of the file belong.
    private static AffineTransform turning(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    /** {@return the pixels in rows, each as alpha, red, green and blue} */
    static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    /** Encodes a picture: as PNG if anything shines through it, otherwise as JPEG. */
    static void write(BufferedImage picture, float quality, Path file) {
        var isOpaque = !picture.getColorModel().hasAlpha()
                || Arrays.stream(pixels(picture)).allMatch(pixel -> pixel >>> 24 == OPAQUE);
        try {
            write(isOpaque ? withoutAlpha(picture) : picture, isOpaque ? "jpeg" : "png", quality, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage withoutAlpha(BufferedImage picture) {
        var opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        draw(opaque, graphics -> graphics.drawImage(picture, 0, 0, null));
        return opaque;
    }

    private static void write(BufferedImage picture, String format, float quality, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var output = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(output);
            var param = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}

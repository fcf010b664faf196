package org.reelgraph.artwork.pictures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures to try things with, good ones and bad ones. */
public final class SamplePictures {

    /** A WebP file of one pixel. */
    public static final byte[] WEBP = Base64.getDecoder()
            .decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    private SamplePictures() {
    }

    /** {@return a picture whose upper half is of one color and whose lower half is of another} */
    public static BufferedImage halves(int width, int height, Color upper, Color lower) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(upper);
        graphics.fillRect(0, 0, width, height / 2);
        graphics.setColor(lower);
        graphics.fillRect(0, height / 2, width, height - height / 2);
        graphics.dispose();
        return image;
    }

    public static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** {@return a JPEG file of one color} */
    public static byte[] jpeg(int width, int height, Color color) {
        return encoded(halves(width, height, color, color), "jpeg");
    }

    /** {@return a PNG file of one color} */
    public static byte[] png(int width, int height, Color color) {
        return encoded(halves(width, height, color, color), "png");
    }

    /** {@return a PNG file half of which is transparent} */
    public static byte[] transparentPng(int width, int height, Color color) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height / 2);
        graphics.dispose();
        return encoded(image, "png");
    }

    /** {@return the same JPEG file with a segment of Exif that names an orientation and a place} */
    public static byte[] withExif(byte[] jpeg, int orientation, String secret) {
        var text = secret.getBytes(StandardCharsets.ISO_8859_1);
        var exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + text.length);
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 42).putInt(8).putShort((short) 1)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation)
                .putShort((short) 0).putInt(0).put(text);
        return ByteBuffer.allocate(jpeg.length + exif.capacity() + 4).put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1)
                .putShort((short) (exif.capacity() + 2)).put(exif.flip()).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** {@return a PNG file whose header tells of another size, with the right check sum} */
    public static byte[] saying(byte[] png, int width, int height) {
        var copy = ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height);
        var sum = new CRC32();
        sum.update(copy.array(), 12, 17);
        return copy.putInt(29, (int) sum.getValue()).array();
    }

    /** {@return a GIF file with this many frames} */
    public static byte[] gif(int frames) {
        var one = encoded(halves(4, 6, Color.RED, Color.BLUE), "gif");
        // From the first block on, which follows the table of colors.
        var start = 13 + 3 * (2 << (one[10] & 7));
        var all = new ByteArrayOutputStream();
        all.write(one, 0, start);
        for (var i = 0; i < frames; i++) {
            all.write(one, start, one.length - 1 - start);
        }
        all.write(0x3b);
        return all.toByteArray();
    }

    /** {@return an AVIF file without anything to decode} */
    public static byte[] avif(int width, int height) {
        var ispe = box("ispe", ByteBuffer.allocate(12).putInt(0).putInt(width).putInt(height).array());
        var meta = box("meta", joined(new byte[4], box("iprp", box("ipco", ispe))));
        return joined(box("ftyp", "avif\0\0\0\0avifmif1".getBytes(StandardCharsets.ISO_8859_1)), meta,
                box("mdat", new byte[32]));
    }

    private static byte[] box(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length).putInt(8 + content.length)
                .put(name.getBytes(StandardCharsets.ISO_8859_1)).put(content).array();
    }

    public static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

package org.reelgraph.artwork.pictures;

import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes pictures, one or two at a time, and leaves out rows and columns that a smaller one doesn't need. */
@Singleton
class PictureDecoder {

    // Of what is scaled down further, twice the size is enough to look smooth.
    private static final int FINER = 2;

    private final AtomicLong decoded = new AtomicLong();

    /**
     * {@return a picture that is at least as large as asked for, if the file is}
     *
     * @throws RefusedPictureException if it isn't what its header says
     */
    BufferedImage decode(Path file, PictureType type, int width, int height) throws RefusedPictureException {
        decoded.incrementAndGet();
        var reader = ImageIO.getImageReadersByMIMEType(type.mediaType()).next();
        // Read byte by byte from a file, WebP takes ten times as long.
        try (var content = Files.newInputStream(file); var input = new MemoryCacheImageInputStream(content)) {
            reader.setInput(input, true, true);
            return read(reader, width, height);
        } catch (IOException | RuntimeException e) {
            throw refusal(type, e);
        } finally {
            reader.dispose();
        }
    }

    /** {@return how many pictures were decoded} */
    long decoded() {
        return decoded.get();
    }

    private static BufferedImage read(ImageReader reader, int width, int height) throws IOException {
        var param = reader.getDefaultReadParam();
        var step = Math.max(1, Math.min(reader.getWidth(0) / (width * FINER), reader.getHeight(0) / (height * FINER)));
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    // Decoders answer broken files with whatever exception comes.
    private static RefusedPictureException refusal(PictureType type, Exception failure) {
        return failure instanceof EOFException
                || failure instanceof IIOException && failure.getCause() instanceof EOFException
                        ? RefusedPictureException.truncated(type)
                        : RefusedPictureException.damaged(type, "can't be decoded");
    }
}

package org.reelgraph.artwork.pictures;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.reelgraph.artwork.pictures.RefusedPictureException.Reason;

/** Tells what a file is, and leaves nothing of it but the picture. Nothing is decoded for that. */
final class Cleaning {

    private static final int BEGINNING = 4_096;
    // White space and the mark that a text is one of Unicode.
    private static final Pattern BEFORE_TEXT = Pattern.compile("^[\\s\u0000\u00ef\u00bb\u00bf\u00fe\u00ff]+");
    private static final Pattern SVG = Pattern.compile("<svg[\\s>:]|<!doctype svg");
    private static final Pattern HTML = Pattern.compile("^<(!doctype html|!--|[a-z]+[\\s>/])");

    private Cleaning() {
    }

    /** {@return the type of a file} @throws RefusedPictureException if it is no picture */
    static PictureType typeOf(ByteBuffer file) throws RefusedPictureException {
        if (!file.hasRemaining()) {
            throw new RefusedPictureException(Reason.EMPTY, "The file is empty.");
        }
        var type = PictureType.of(file);
        if (type.isPresent()) {
            return type.get();
        }
        var text = BEFORE_TEXT
                .matcher(PictureType.text(file, 0, BEGINNING).replace("\0", "").toLowerCase(Locale.ROOT))
                .replaceFirst("");
        if (text.startsWith("<") && SVG.matcher(text).find()) {
            throw new RefusedPictureException(Reason.SVG, "SVG isn't taken, since it can hold programs.");
        }
        if (HTML.matcher(text).find()) {
            throw new RefusedPictureException(Reason.HTML, "It is a web page instead of a picture.");
        }
        throw new RefusedPictureException(Reason.UNKNOWN_TYPE,
                "It is none of the pictures that are known: JPEG, PNG, WebP, GIF and AVIF.");
    }

    /**
     * {@return a picture without what isn't part of it}
     *
     * @param mostPixels how many it may have
     * @throws RefusedPictureException if it isn't whole, or too large
     */
    static CleanPicture of(PictureType type, ByteBuffer file, long mostPixels) throws RefusedPictureException {
        try {
            var clean = switch (type) {
                case JPEG -> JpegSegments.clean(file);
                case PNG -> PngChunks.clean(file);
                case WEBP -> WebpChunks.clean(file);
                case GIF -> GifBlocks.clean(file);
                case AVIF -> AvifBoxes.clean(file);
            };
            if (clean.width() < 1 || clean.height() < 1) {
                throw RefusedPictureException.damaged(type, "has no size");
            }
            if ((long) clean.width() * clean.height() > mostPixels) {
                throw new RefusedPictureException(Reason.TOO_MANY_PIXELS, "It has " + clean.width() + " × "
                        + clean.height() + " pixels; " + mostPixels / 1_000_000
                        + " million are the most (REELGRAPH_ARTWORK_MEGAPIXELS).");
            }
            return clean;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Wherever it is read, nothing but its end can be reached.
            throw RefusedPictureException.truncated(type);
        }
    }
}

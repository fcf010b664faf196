package org.reelgraph.artwork.pictures;

import org.jspecify.annotations.Nullable;

/**
 * A picture that is kept as a file.
 *
 * @param hash          the SHA-256 of the file, in hexadecimal
 * @param width         in pixels, as it is shown
 * @param height        in pixels, as it is shown
 * @param bytes         the size of the file
 * @param isAnimated    whether it has several frames
 * @param thumbHash     a placeholder of some 25 bytes, in Base64; null if the picture can't be decoded here, or moves
 * @param dominantColor the color of most of it, such as {@code #a0b1c2}; null like the placeholder
 */
public record StoredPicture(String hash, PictureType type, int width, int height, long bytes, boolean isAnimated,
        @Nullable String thumbHash, @Nullable String dominantColor) {

    /** {@return whether the picture is shown in this size as it is: it is small enough, or nothing here can scale it} */
    public boolean isShownAsItIs(PictureSize size) {
        return type == PictureType.AVIF || isAnimated || size.isOriginal(width, height);
    }
}

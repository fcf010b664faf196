package org.reelgraph.artwork;

import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageKind;

/**
 * What tells images apart, whatever position an import gives them.
 *
 * @param ownerId of a media item, season, episode or person
 * @param source  where it comes from, such as {@code plex}
 * @param path    what the source calls it
 */
public record ImageKey(long ownerId, ImageKind kind, String source, String path) {

    /** {@return an image with this key} */
    Image image(int position) {
        return new Image(ownerId, position, kind, source, path);
    }

    /** {@return the key of an image} */
    public static ImageKey of(Image image) {
        return new ImageKey(image.ownerId(), image.kind(), image.source(), image.path());
    }
}

package org.reelgraph.catalog.images;

import java.util.List;
import java.util.stream.IntStream;

/** An image as its source names it, whomever or whatever it shows. */
public record Picture(ImageKind kind, String source, String path) {

    /** {@return these pictures as the images of an owner, in this order} */
    public static List<Image> imagesOf(long owner, List<Picture> pictures) {
        return IntStream.range(0, pictures.size()).mapToObj(i -> pictures.get(i).image(owner, i + 1)).toList();
    }

    private Image image(long owner, int position) {
        return new Image(owner, position, kind, source, path);
    }
}

package org.reelgraph.imports.records;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;

/**
 * The images in a record.
 *
 * @param kinds the kinds for which this list is complete; stored images of other kinds are kept
 */
public record ImageList(List<Picture> images, Set<ImageKind> kinds) {

    /** {@return a list that replaces all images} */
    static ImageList ofAll(List<Picture> images) {
        return new ImageList(images, EnumSet.allOf(ImageKind.class));
    }

    /**
     * {@return the images in objects with a {@code kind} and a {@code path}; stored images of other kinds are kept}
     *
     * @param source the source of the images
     */
    public static ImageList ofKinds(List<InputObject> objects, String source) {
        var images = new ArrayList<Picture>(objects.size());
        for (var object : objects) {
            var kind = object.needed("kind", object.constant("kind", ImageKind.class));
            object.needed("path", object.verbatim("path")).ifPresent(
                    path -> kind.ifPresent(shown -> images.add(new Picture(shown, source, path))));
        }
        return new ImageList(List.copyOf(images),
                images.stream().map(Picture::kind).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * {@return the images in an object's members, each of which holds a path; absent if the object has none of these
     * members}
     *
     * @param source the source of the images
     * @param thumb  the kind of thumbs; anything else is a backdrop
     * @param names  the names of the members
     */
    public static Field<ImageList> read(InputObject in, String source, ImageKind thumb, String... names) {
        var images = new ArrayList<Picture>(names.length);
        var kinds = EnumSet.noneOf(ImageKind.class);
        for (var name : names) {
            var kind = name.startsWith("thumb") ? thumb : ImageKind.BACKDROP;
            var path = in.verbatim(name);
            if (path.given()) {
                kinds.add(kind);
            }
            if (path.value() != null) {
                images.add(new Picture(kind, source, path.value()));
            }
        }
        return kinds.isEmpty() ? Field.absent() : Field.of(new ImageList(List.copyOf(images), kinds));
    }
}

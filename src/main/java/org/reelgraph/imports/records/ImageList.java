package org.reelgraph.imports.records;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.reelgraph.catalog.ImageKind;
import org.reelgraph.imports.records.MediaRecord.ImageRecord;

/**
 * The images that a record gives.
 *
 * @param kinds of which these are all; what is there of others stays
 */
public record ImageList(List<ImageRecord> images, Set<ImageKind> kinds) {

    /** {@return a list that replaces all images} */
    static ImageList ofAll(List<ImageRecord> images) {
        return new ImageList(images, EnumSet.allOf(ImageKind.class));
    }

    /**
     * {@return the images that an object has members for, each with a path; absent where it has none of them}
     *
     * @param source that they are of
     * @param thumb  the kind of a thumb; what is no thumb is a backdrop
     * @param names  of the members
     */
    public static Field<ImageList> read(InputObject in, String source, ImageKind thumb, String... names) {
        var images = new ArrayList<ImageRecord>(names.length);
        var kinds = EnumSet.noneOf(ImageKind.class);
        for (var name : names) {
            var kind = name.startsWith("thumb") ? thumb : ImageKind.BACKDROP;
            var path = in.verbatim(name);
            if (path.given()) {
                kinds.add(kind);
            }
            if (path.value() != null) {
                images.add(new ImageRecord(kind, source, path.value()));
            }
        }
        return kinds.isEmpty() ? Field.absent() : Field.of(new ImageList(List.copyOf(images), kinds));
    }
}

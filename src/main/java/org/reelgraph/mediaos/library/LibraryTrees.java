package org.reelgraph.mediaos.library;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.ImageList;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.InputTrees;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecordBuilder;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.mediaos.files.EntryKey;

/** Reads the entries of MediaOS' library as records of media. */
public final class LibraryTrees {

    static final Map<String, MediaKind> KINDS = Map.of("movie", MediaKind.MOVIE, "series", MediaKind.SERIES, "music",
            MediaKind.ALBUM, "book", MediaKind.BOOK);
    static final String KIND = "kind";
    static final String TITLE = "title";
    static final String POSTER = "posterUrl";
    static final String BACKGROUND = "backgroundUrl";

    private LibraryTrees() {
    }

    /**
     * {@return the record of an entry; empty if it is none}
     *
     * @param source of the record and its images
     * @param errors takes what is wrong
     */
    public static Optional<MediaRecord> media(EntryKey key, ObjectNode entry, Origin origin, String source,
            Consumer<UserError> errors) {
        var kind = KINDS.get(entry.path(KIND).asText());
        if (kind == null) {
            errors.accept(UserError.of(UserErrorCode.INVALID).at(KIND).saying(entry.hasNonNull(KIND)
                    ? "There is no kind " + entry.get(KIND) + ", only \"movie\", \"series\", \"music\" and \"book\"."
                    : "The kind is required."));
            return Optional.empty();
        }
        if (!entry.path(TITLE).isTextual()) {
            errors.accept(UserError.of(entry.hasNonNull(TITLE) ? UserErrorCode.INVALID : UserErrorCode.REQUIRED)
                    .at(TITLE)
                    .saying(entry.hasNonNull(TITLE) ? "The title must be a text." : "The title is required."));
            return Optional.empty();
        }
        var validation = new Validation(Validation.Policy.STRICT);
        var members = new HashMap<String, Object>(Map.of("ratingKey", key.key(), TITLE, entry.get(TITLE).asText()));
        var media = new InputTrees(kind, source, null, names -> {
        }).media(origin, new InputObject(members, InputPath.START, validation));
        var images = images(entry, source, errors);
        validation.errors().forEach(errors);
        return validation.errors().isEmpty()
                ? Optional.of(MediaRecordBuilder.builder(media).images(Field.of(images)).build())
                : Optional.empty();
    }

    private static ImageList images(ObjectNode entry, String source, Consumer<UserError> errors) {
        var pictures = new ArrayList<Picture>();
        url(entry, POSTER, errors).ifPresent(url -> pictures.add(new Picture(ImageKind.POSTER, source, url)));
        url(entry, BACKGROUND, errors).ifPresent(url -> pictures.add(new Picture(ImageKind.BACKDROP, source, url)));
        return new ImageList(pictures, EnumSet.of(ImageKind.POSTER, ImageKind.BACKDROP));
    }

    private static Optional<String> url(ObjectNode entry, String name, Consumer<UserError> errors) {
        if (!entry.hasNonNull(name)) {
            return Optional.empty();
        }
        if (!entry.get(name).isTextual()) {
            errors.accept(UserError.of(UserErrorCode.INVALID).at(name).saying("The " + name + " must be a text."));
        }
        return Optional.of(entry.get(name).asText()).filter(url -> !url.isBlank());
    }

    /** {@return what a record tells} */
    static LibraryItem item(MediaRecord media) {
        var images = media.images().value();
        return new LibraryItem(Optional.ofNullable(media.ratingKey().value()), media.kind(),
                Optional.ofNullable(media.title().value()).orElse(""), url(images, ImageKind.POSTER),
                url(images, ImageKind.BACKDROP));
    }

    private static Optional<String> url(@Nullable ImageList images, ImageKind kind) {
        return images == null
                ? Optional.empty()
                : images.images().stream().filter(image -> image.kind() == kind).map(Picture::path).findFirst();
    }
}

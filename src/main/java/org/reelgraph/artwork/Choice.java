package org.reelgraph.artwork;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageKind;

/** All images of an owner: those that its sources name, and those that people brought or chose; and which one is shown. */
record Choice(List<Image> images, Map<ImageKey, ArtworkRow> known) {

    private static final String ENGLISH = "en";

    /** {@return the images of an owner} @param named by its sources */
    static Choice of(List<Image> named, List<ArtworkRow> rows) {
        var known = new HashMap<ImageKey, ArtworkRow>();
        rows.forEach(row -> known.put(row.key(), row));
        var keys = new LinkedHashSet<ImageKey>();
        named.forEach(image -> keys.add(ImageKey.of(image)));
        rows.stream().filter(row -> row.decision().keeps()).forEach(row -> keys.add(row.key()));
        var position = new int[1];
        var images = keys.stream().map(key -> key.image(++position[0])).toList();
        return new Choice(images, known);
    }

    /** {@return what is known of an image} */
    ArtworkRow of(Image image) {
        var key = ImageKey.of(image);
        return Optional.ofNullable(known.get(key)).orElseGet(() -> ArtworkRow.none(key));
    }

    /**
     * {@return the image that is shown, of the first of these kinds of which there is one; those come first of which a picture
     * is kept}
     *
     * @param language of whoever looks at it
     */
    Optional<Image> shown(Optional<String> language, ImageKind... kinds) {
        var order = order(language);
        var found = Stream.of(kinds).flatMap(kind -> best(kind, order).stream()).toList();
        return found.stream().filter(image -> of(image).kept().isPresent()).findFirst()
                .or(() -> found.stream().findFirst());
    }

    private Optional<Image> best(ImageKind kind, Comparator<Image> order) {
        return images.stream().filter(image -> image.kind() == kind).min(order);
    }

    private Comparator<Image> order(Optional<String> language) {
        return Comparator.<Image, Boolean>comparing(image -> of(image).kept().isEmpty())
                .thenComparing(image -> !of(image).decision().isSelected())
                .thenComparing(image -> !of(image).decision().isLocked())
                .thenComparing(image -> strangeness(language, of(image)))
                .thenComparing(Image::position);
    }

    // Their own language, the same in another country, no text, English, and then any other.
    private static int strangeness(Optional<String> own, ArtworkRow row) {
        var language = Optional.ofNullable(row.language());
        if (language.isEmpty()) {
            return 2;
        }
        if (own.isPresent() && own.get().equalsIgnoreCase(language.get())) {
            return 0;
        }
        return own.isPresent() && base(own.get()).equals(base(language.get()))
                ? 1
                : base(language.get()).equals(ENGLISH) ? 3 : 4;
    }

    private static String base(String language) {
        return Locale.forLanguageTag(language).getLanguage();
    }
}

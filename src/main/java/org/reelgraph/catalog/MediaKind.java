package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.graphql.schema.GlobalId;

/** The kinds of media items. */
public enum MediaKind {
    SERIES("Series", "series", "Series"), MOVIE("Movie", "movie", "Movies"), ALBUM("Album", "album", "Albums"), BOOK(
            "Book",
            "book", "Books");

    /** The names of all kinds. */
    public static final List<String> NAMES = Stream.of(values()).map(MediaKind::name).toList();

    private final String typeName;
    private final String prefix;
    private final String plural;

    MediaKind(String typeName, String prefix, String plural) {
        this.typeName = typeName;
        this.prefix = prefix;
        this.plural = plural;
    }

    /** {@return the kinds that a field's argument {@code kinds} names; all where it is omitted} */
    public static Set<MediaKind> argument(DataFetchingEnvironment env) {
        List<String> names = env.getArgument("kinds");
        var kinds = EnumSet.noneOf(MediaKind.class);
        (names == null ? NAMES : names).forEach(name -> kinds.add(valueOf(name)));
        return kinds;
    }

    /** {@return the kind's type in the schema} */
    public String typeName() {
        return typeName;
    }

    /** {@return what several of the kind are called in names of the schema, such as importAlbums} */
    public String plural() {
        return plural;
    }

    /** {@return what the global ids of items of this kind start with} */
    public String prefix() {
        return prefix;
    }

    /** {@return whether its crew are its creators and nobody else: an album's artists, a book's authors} */
    public boolean hasCreators() {
        return this == ALBUM || this == BOOK;
    }

    /** {@return an item's global id} */
    public String globalId(long id) {
        return GlobalId.of(prefix, id);
    }
}

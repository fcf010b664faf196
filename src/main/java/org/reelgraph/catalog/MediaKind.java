package org.reelgraph.catalog;

import org.reelgraph.graphql.GlobalId;

/** The kinds of media items. */
public enum MediaKind {
    SERIES("Series", "series"), MOVIE("Movie", "movie"), ALBUM("Album", "album"), BOOK("Book", "book");

    private final String typeName;
    private final String prefix;

    MediaKind(String typeName, String prefix) {
        this.typeName = typeName;
        this.prefix = prefix;
    }

    /** {@return the kind's type in the schema} */
    public String typeName() {
        return typeName;
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

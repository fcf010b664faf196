package org.reelgraph.catalog;

/** The kinds of media items. */
public enum MediaKind {
    SERIES("Series"), MOVIE("Movie");

    private final String typeName;

    MediaKind(String typeName) {
        this.typeName = typeName;
    }

    /** {@return the kind's type in the schema} */
    public String typeName() {
        return typeName;
    }
}

package org.reelgraph.imports.deletion;

/**
 * Something that a source no longer contains.
 *
 * @param title as people know it, with that of its series
 */
public record Deletion(long entityId, Type type, String title, Outcome outcome) {

    /** What it is. */
    public enum Type {
        SERIES, MOVIE, ALBUM, BOOK, SEASON, EPISODE
    }

    /** What becomes of it; in a dry run, what would. */
    public enum Outcome {
        /** It is deleted, since it is among few. */
        DELETED,
        /** It is deleted, since somebody has confirmed it. */
        CONFIRMED,
        /** It stays until somebody confirms it. */
        WITHHELD
    }

    /** {@return something that may be deleted} */
    public static Deletion of(long entityId, Type type, String title) {
        return new Deletion(entityId, type, title, Outcome.WITHHELD);
    }

    Deletion as(Outcome other) {
        return new Deletion(entityId, type, title, other);
    }
}

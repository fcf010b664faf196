package org.reelgraph.catalog;

import io.micronaut.core.annotation.Nullable;

/** Ids that others gave to the same thing; null where one isn't known. */
public record ExternalIds(@Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb, @Nullable String plex) {

    /** No id known. */
    public static final ExternalIds NONE = new ExternalIds(null, null, null, null);

    /** {@return whether any id is known} */
    public boolean any() {
        return !equals(NONE);
    }
}

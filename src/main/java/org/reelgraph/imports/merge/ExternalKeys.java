package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;

/** External ids as strings that include the scheme, for looking up items and people. */
final class ExternalKeys {

    private ExternalKeys() {
    }

    /** {@return the known ids} */
    static List<String> of(ExternalIds ids) {
        var keys = new ArrayList<String>(2);
        add(keys, "imdb ", ids.imdb());
        add(keys, "tmdb ", ids.tmdb());
        add(keys, "tvdb ", ids.tvdb());
        add(keys, "plex ", ids.plex());
        add(keys, "musicbrainz ", ids.musicbrainz());
        add(keys, "isbn ", ids.isbn());
        return keys;
    }

    private static void add(List<String> keys, String scheme, @Nullable String value) {
        if (value != null) {
            keys.add(scheme + value);
        }
    }
}

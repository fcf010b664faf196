package org.reelgraph.catalog.ids;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What MusicBrainz knows an album by.
 *
 * @param uuid in lower case
 */
public record MusicBrainzId(String uuid) {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * {@return the id that a text writes, in any case}
     *
     * @throws IllegalArgumentException where it writes none
     */
    public static MusicBrainzId of(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!UUID.matcher(lower).matches()) {
            throw new IllegalArgumentException(
                    "A MusicBrainz id is a UUID, such as 0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35.");
        }
        return new MusicBrainzId(lower);
    }
}

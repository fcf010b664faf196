package org.reelgraph.catalog.ids;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An id that somebody else gave to an item or person.
 *
 * @param value in the scheme's canonical form
 */
public record ExternalId(ExternalIdScheme scheme, String value) {

    // What sources write where they know no id. Of numbers and UUIDs it is those that hold nothing but zeros.
    private static final Set<String> NO_ID = Set.of("", "-", "--", "---", "?", "n/a", "na", "n.a.", "none", "null",
            "nil",
            "nan", "tt", "nm", "unknown", "undefined", "false", "not found", "not available", "tbd", "tba");
    private static final Pattern NO_NUMBER = Pattern.compile("(?:tt|nm)?0[0.]*x?|\\p{Pd}\\d+|97[89]0{9}\\d");
    private static final int DIGITS_OF_ISBN = 13;
    private static final Pattern NO_PLEX_GUID = Pattern.compile("plex://(?:[a-z]+/?)?0*/?");
    private static final Pattern SEPARATORS = Pattern.compile("(?<=\\w)[\\s\\p{Pd}]+(?=\\w)");
    // What Plex calls items that it has not recognised: such a guid tells them apart only within one server, for a
    // time.
    private static final Pattern UNRECOGNISED = Pattern.compile("^(?:local|[\\w.]*agents\\.none):");
    private static final Pattern URI_SCHEME = Pattern.compile("^[a-z][\\w.+-]*:(?://)?");
    private static final Pattern URI_SUFFIX = Pattern.compile("[?#].*$");
    // Plex' legacy agents: the id is that of the item only where no path to a season or episode follows.
    private static final Pattern HAMA = Pattern.compile("(?i)hama://(tvdb\\d?)-(\\d+)(?![\\d/])");

    /**
     * {@return whether a text identifies nothing: it is blank, says that there is no id, consists of zeros, or is a
     * guid that Plex gives to what it has not recognised}
     *
     * @param text of any scheme, alone or as a guid
     */
    public static boolean isPlaceholder(String text) {
        if (isPlainId(text)) {
            return false;
        }
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var id = URI_SUFFIX.matcher(URI_SCHEME.matcher(lower).replaceFirst("")).replaceFirst("");
        return isNone(id) || isUnrecognised(lower) || NO_PLEX_GUID.matcher(lower).matches()
                || lower.contains("/") && !lower.startsWith("plex:") && isNoneWithin(lower);
    }

    // Nearly all ids are like this, and looking for each of the patterns below takes long. Some ISBNs are none.
    private static boolean isPlainId(String text) {
        var counts = false;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (!(character >= '0' && character <= '9' || character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z')) {
                return false;
            }
            counts |= character >= '1' && character <= '9';
        }
        return counts && text.length() != DIGITS_OF_ISBN;
    }

    private static boolean isNoneWithin(String address) {
        return Stream.of(ExternalIdScheme.values()).flatMap(scheme -> scheme.within(address).stream())
                .anyMatch(ExternalId::isNone);
    }

    private static boolean isNone(String id) {
        return NO_ID.contains(id) || NO_NUMBER.matcher(SEPARATORS.matcher(id).replaceAll("")).matches();
    }

    /** {@return whether a guid is one that Plex gives to what it has not recognised} */
    public static boolean isUnrecognised(String guid) {
        return UNRECOGNISED.matcher(guid.toLowerCase(Locale.ROOT)).find();
    }

    /**
     * {@return the id in a guid as Plex, its agents and Tautulli write them: {@code plex://movie/…}, {@code
     * imdb://tt0903747}, {@code com.plexapp.agents.imdb://tt0903747?lang=en}; nothing where the guid is local, of an
     * agent that isn't known, or that of a part of something else}
     */
    public static Optional<ExternalId> ofGuid(String guid) {
        if (isPlaceholder(guid)) {
            return Optional.empty();
        }
        var hama = HAMA.matcher(guid);
        if (hama.find()) {
            return Optional.of(new ExternalId(ExternalIdScheme.TVDB, ExternalIdScheme.TVDB.canonical(hama.group(2))));
        }
        for (var scheme : ExternalIdScheme.values()) {
            try {
                var value = scheme.canonicalWithin(guid);
                if (value.isPresent()) {
                    return value.map(id -> new ExternalId(scheme, id));
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // of this scheme, but with a mistake in it
            }
        }
        return Optional.empty();
    }
}

package org.reelgraph.imports.records;

import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.catalog.ids.ExternalId;

/**
 * Guids of Plex's legacy agents, such as {@code com.plexapp.agents.xbmcnfo://tt9900001?lang=en}. Many agents use ids of
 * a scheme that isn't in their names, or is under another name.
 */
final class AgentGuid {

    // Matches guids of whole items only: if a path follows the id, it is a season's or episode's.
    private static final Pattern GUID = Pattern.compile("(?i)com\\.plexapp\\.agents\\.(\\w+)://([^/?#]+)(?:[?#].*)?");
    private static final Pattern OF_IMDB = Pattern.compile("(?i)tt\\d+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern BY_TVDB = Pattern.compile("(?i).*tvdb.*|xbmcnfotv.*");
    private static final Pattern BY_TMDB = Pattern.compile("(?i).*(?:tmdb|moviedb).*|xbmcnfo.*");

    private AgentGuid() {
    }

    /** {@return whether a guid is one that an agent assigns to a whole item} */
    static boolean isOfWholeItem(String guid) {
        return GUID.matcher(guid).matches();
    }

    /** {@return the id in a guid of any origin} */
    static Optional<ExternalId> idIn(String guid) {
        return ExternalId.ofGuid(guid).or(() -> ExternalId.ofGuid(byScheme(guid)));
    }

    private static String byScheme(String guid) {
        var parts = GUID.matcher(guid);
        if (!parts.matches()) {
            return guid;
        }
        var agent = parts.group(1);
        var id = parts.group(2);
        if (OF_IMDB.matcher(id).matches()) {
            return "imdb://" + id;
        }
        if (!NUMBER.matcher(id).matches()) {
            return guid;
        }
        return BY_TVDB.matcher(agent).matches()
                ? "tvdb://" + id
                : BY_TMDB.matcher(agent).matches() ? "tmdb://" + id : guid;
    }
}

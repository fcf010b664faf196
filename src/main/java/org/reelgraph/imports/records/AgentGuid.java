package org.reelgraph.imports.records;

import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.catalog.ids.ExternalId;

/**
 * Guids of Plex' legacy agents, {@code com.plexapp.agents.xbmcnfo://tt9900001?lang=en}. Many agents have ids of
 * schemes that their names don't tell, or not as the scheme is called.
 */
final class AgentGuid {

    // Of a whole item: where a path follows the id, it is that of a season or episode.
    private static final Pattern GUID = Pattern.compile("(?i)com\\.plexapp\\.agents\\.(\\w+)://([^/?#]+)(?:[?#].*)?");
    private static final Pattern OF_IMDB = Pattern.compile("(?i)tt\\d+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern BY_TVDB = Pattern.compile("(?i).*tvdb.*|xbmcnfotv.*");
    private static final Pattern BY_TMDB = Pattern.compile("(?i).*(?:tmdb|moviedb).*|xbmcnfo.*");

    private AgentGuid() {
    }

    /** {@return whether a guid is one that an agent gives to a whole item} */
    static boolean isOfWholeItem(String guid) {
        return GUID.matcher(guid).matches();
    }

    /** {@return the id in a guid, whoever wrote it} */
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

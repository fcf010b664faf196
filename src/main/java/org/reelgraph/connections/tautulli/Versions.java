package org.reelgraph.connections.tautulli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.reelgraph.storage.Sha256;

/**
 * Tells by their rows whether items have changed. The address of a picture ends with the time at which Plex changed its
 * item; a row without one doesn't tell. A series has changed, too, if one of its episodes has, which its own row doesn't
 * tell.
 */
final class Versions {

    private static final Pattern TELLING = Pattern.compile(".*/\\d{6,}");
    // What is watched doesn't change an item, and sizes are found out later.
    private static final Set<String> PASSED_OVER = Set.of("last_played", "play_count", "file_size");

    private final Map<String, Optional<Long>> episodes = new HashMap<>();

    /** Adds the row of an episode. */
    void addEpisode(JsonNode row) {
        var digest = digest(row);
        // Whatever their order is.
        episodes.merge(row.path("grandparent_rating_key").asText(""), digest,
                (all, another) -> all.flatMap(sum -> another.map(each -> sum + each)));
    }

    /** {@return the version of a movie; empty if its row doesn't tell} */
    static String ofMovie(JsonNode row) {
        return digest(row).map(Long::toHexString).orElse("");
    }

    /** {@return the version of a series; empty if its row, or that of an episode, doesn't tell} */
    String ofSeries(JsonNode row) {
        return digest(row).flatMap(own -> episodes.getOrDefault(row.path("rating_key").asText(""), Optional.empty())
                .map(all -> Long.toHexString(own) + "-" + Long.toHexString(all))).orElse("");
    }

    private static Optional<Long> digest(JsonNode row) {
        if (!TELLING.matcher(row.path("thumb").asText("")).matches()) {
            return Optional.empty();
        }
        var members = new TreeMap<String, String>();
        row.properties().forEach(member -> members.put(member.getKey(), member.getValue().asText()));
        members.keySet().removeAll(PASSED_OVER);
        var hash = Sha256.digest().digest(members.toString().getBytes(StandardCharsets.UTF_8));
        return Optional.of(ByteBuffer.wrap(hash).getLong());
    }
}

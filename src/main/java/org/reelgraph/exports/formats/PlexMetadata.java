package org.reelgraph.exports.formats;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Metadata as members beside the fields of Plex Exporter's objects, from which imports make metadata again. */
final class PlexMetadata {

    // What only Plex Exporter's own files say of an object: it is written anew.
    private static final Set<String> DERIVED = Set.of("href", "seasonCount", "seasonEpisode", "durationHuman");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private PlexMetadata() {
    }

    /**
     * Writes the members.
     *
     * @param fields the names that mean something else there
     * @return whether all were written
     */
    static boolean write(JsonFields out, Optional<String> metadata, Set<String> fields) throws IOException {
        var isWhole = true;
        for (var member : members(metadata).entrySet()) {
            if (DERIVED.contains(member.getKey())) {
                continue;
            }
            if (fields.contains(member.getKey())) {
                isWhole = false;
            } else {
                out.json(member.getKey(), JSON.writeValueAsString(member.getValue()));
            }
        }
        return isWhole;
    }

    // As a map: nodes would write numbers in another form.
    private static Map<String, Object> members(Optional<String> metadata) throws IOException {
        return metadata.isEmpty() ? Map.of() : JSON.readValue(metadata.get(), new TypeReference<>() {
        });
    }
}

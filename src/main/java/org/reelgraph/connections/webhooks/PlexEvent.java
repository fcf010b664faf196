package org.reelgraph.connections.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** What Plex Media Server tells in the payload of a webhook. */
final class PlexEvent {

    /** The kind of servers that send such events. */
    static final String KIND = "PLEX";

    private static final String NEW = "library.new";
    private static final String METADATA = "Metadata";
    private static final Pattern KEY = Pattern.compile("[0-9]{1,18}");

    /**
     * A movie or series that is new, or to which something was added.
     *
     * @param server  how the server names itself
     * @param section the key of its section
     */
    record NewItem(String server, String section, MediaKind kind, String ratingKey, String title) {
    }

    private PlexEvent() {
    }

    /**
     * {@return what a payload tells to be new; empty if it is about something else}
     *
     * @throws RequestException if it isn't the payload of an event
     */
    static Optional<NewItem> newItem(JsonNode payload) {
        if (!payload.path("event").isTextual()) {
            throw malformed("The payload must be a JSON object with an 'event'.");
        }
        return payload.get("event").asText().equals(NEW) ? added(payload) : Optional.empty();
    }

    private static Optional<NewItem> added(JsonNode payload) {
        var metadata = payload.path(METADATA);
        return switch (metadata.path("type").asText()) {
            case "movie" -> Optional.of(item(payload, MediaKind.MOVIE, "ratingKey", "title"));
            case "show" -> Optional.of(item(payload, MediaKind.SERIES, "ratingKey", "title"));
            case "season" -> Optional.of(item(payload, MediaKind.SERIES, "parentRatingKey", "parentTitle"));
            case "episode" -> Optional.of(item(payload, MediaKind.SERIES, "grandparentRatingKey", "grandparentTitle"));
            case "" -> throw malformed("'" + METADATA + "' must be an object with a 'type'.");
            default -> Optional.empty();
        };
    }

    private static NewItem item(JsonNode payload, MediaKind kind, String key, String title) {
        var metadata = payload.path(METADATA);
        return new NewItem(payload.path("Server").path("uuid").asText(""), key(metadata, "librarySectionID"), kind,
                key(metadata, key), metadata.path(title).asText(""));
    }

    private static String key(JsonNode metadata, String name) {
        var key = metadata.path(name).asText("");
        if (!KEY.matcher(key).matches()) {
            throw malformed("'" + name + "' in '" + METADATA + "' must be a number.");
        }
        return key;
    }

    private static RequestException malformed(String why) {
        return new RequestException(ErrorCode.BAD_REQUEST, why);
    }
}

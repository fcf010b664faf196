package org.reelgraph.graphql.websocket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.http.JsonReader;

/**
 * A message from a client.
 *
 * @param id      of the operation; empty if the message is about none
 * @param payload null if there is none
 */
record ClientMessage(String type, String id, @Nullable Object payload) {

    /** A text isn't a message of the protocol. */
    static final class InvalidMessageException extends Exception {

        InvalidMessageException(String message) {
            super(message);
        }
    }

    /**
     * {@return the message in a text}
     *
     * @throws InvalidMessageException if there is none
     */
    static ClientMessage of(String text) throws InvalidMessageException {
        if (!(parsed(text) instanceof Map<?, ?> members) || !(members.get("type") instanceof String type)) {
            throw new InvalidMessageException("A message must be a JSON object with a type");
        }
        var id = members.get("id");
        if (id != null && !(id instanceof String)) {
            throw new InvalidMessageException("The id of a message must be a string");
        }
        return new ClientMessage(type, id == null ? "" : (String) id, members.get("payload"));
    }

    private static @Nullable Object parsed(String text) throws InvalidMessageException {
        try {
            return JsonReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), bytes -> {
            });
        } catch (JsonReader.DuplicateMemberException e) {
            throw new InvalidMessageException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new InvalidMessageException("A message must be JSON");
        }
    }

    /**
     * {@return the payload's members; empty if there is no payload}
     *
     * @throws InvalidMessageException if it is no object
     */
    Optional<Map<?, ?>> members() throws InvalidMessageException {
        return switch (payload) {
            case null -> Optional.empty();
            case Map<?, ?> members -> Optional.of(members);
            default -> throw new InvalidMessageException("The payload must be an object");
        };
    }
}

package org.reelgraph.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Optional;

/**
 * The media types of a response (GraphQL over HTTP, "Media Types"). With {@code application/json}, clients read the
 * status as the transport's, so a well-formed request is always answered with 200. Only an {@link EventStreams event stream}
 * can have several results.
 */
enum ResponseType {
    GRAPHQL("application/graphql-response+json"), JSON("application/json"), EVENTS("text/event-stream");

    private final String name;
    private final String contentType;

    ResponseType(String name) {
        this.name = name;
        this.contentType = name + "; charset=utf-8";
    }

    /** {@return the type that the client prefers, {@code application/json} by default; empty if it accepts none} */
    static Optional<ResponseType> accepted(HttpHeaders headers) {
        var lines = headers.getAll(HttpHeaders.ACCEPT);
        // What nearly all clients send; parsing media types takes longer than all else about a response's headers.
        if (lines.size() == 1 && lines.getFirst().equals(JSON.name)) {
            return Optional.of(JSON);
        }
        var accepted = MediaType.orderedOf(lines.stream()
                .flatMap(line -> List.of(line.split(",")).stream()).filter(type -> !type.isBlank()).toList());
        if (accepted.isEmpty()) {
            return Optional.of(JSON);
        }
        return accepted.stream().filter(type -> type.getQualityAsNumber().doubleValue() > 0)
                .flatMap(type -> matching(type).stream()).findFirst();
    }

    private static Optional<ResponseType> matching(MediaType accepted) {
        if (!isUtf8(accepted)) {
            return Optional.empty();
        }
        return switch (accepted.getName().toLowerCase()) {
            case "application/graphql-response+json" -> Optional.of(GRAPHQL);
            case "application/json", "application/*", "*/*" -> Optional.of(JSON);
            case "text/event-stream" -> Optional.of(EVENTS);
            default -> Optional.empty();
        };
    }

    /** {@return whether a media type has no charset, or UTF-8} */
    static boolean isUtf8(MediaType type) {
        return type.getParameters().get("charset").map(charset -> charset.toString().replaceAll("[\"']", ""))
                .map(charset -> charset.equalsIgnoreCase("utf-8") || charset.equalsIgnoreCase("utf8")).orElse(true);
    }

    /** {@return the value of the Content-Type header} */
    String contentType() {
        return contentType;
    }
}

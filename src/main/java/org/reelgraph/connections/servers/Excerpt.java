package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What another server says, as far as it can be kept and shown. */
final class Excerpt {

    private static final int LONGEST = 200;

    private Excerpt() {
    }

    /** {@return the beginning of a text on one line, without the secret that the server may have repeated} */
    static String of(JsonNode text, ServerAddress address) {
        var line = text.asText().replace(address.secret(), "…").replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
        return line.substring(0, line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length()))));
    }

    /** {@return the same of a member; empty if it is missing or says nothing} */
    static Optional<String> ofMember(JsonNode object, String name, ServerAddress address) {
        return Optional.of(of(object.path(name), address)).filter(text -> !text.isEmpty());
    }
}

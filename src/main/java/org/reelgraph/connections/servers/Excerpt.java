package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What another server says, as far as it can be kept and shown. */
public final class Excerpt {

    private static final int LONGEST = 200;

    private Excerpt() {
    }

    /** {@return the beginning of a text on one line, without the secret that the server may have repeated} */
    public static String of(String text, ServerAddress address) {
        var known = address.secret().isEmpty() ? text : text.replace(address.secret(), "…");
        var line = known.replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
        return line.substring(0, line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length()))));
    }

    /** {@return the same of a JSON value} */
    public static String of(JsonNode text, ServerAddress address) {
        return of(text.asText(), address);
    }

    /** {@return the same of a member; empty if it is missing or says nothing} */
    static Optional<String> ofMember(JsonNode object, String name, ServerAddress address) {
        return Optional.of(of(object.path(name), address)).filter(text -> !text.isEmpty());
    }
}

package org.reelgraph.connections.downloaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** What a downloader wants to see, beside the user's name. */
public record Credentials(Optional<String> password, Optional<String> apiKey) {

    /** None. */
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** {@return as one text, which is encrypted as a whole} */
    String text() {
        var object = JsonNodeFactory.instance.objectNode();
        password.ifPresent(text -> object.put("password", text));
        apiKey.ifPresent(text -> object.put("apiKey", text));
        return object.toString();
    }

    /** {@return the credentials of a text} */
    static Credentials of(String text) {
        try {
            var object = MAPPER.readTree(text);
            return new Credentials(Optional.ofNullable(object.path("password").textValue()),
                    Optional.ofNullable(object.path("apiKey").textValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was decrypted can't be read.");
        }
    }

    /** {@return whether there are none} */
    boolean isEmpty() {
        return equals(NONE);
    }

    /** {@return dots: the secrets are never shown} */
    @Override
    public String toString() {
        return "••••";
    }
}

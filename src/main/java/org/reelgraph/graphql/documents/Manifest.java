package org.reelgraph.graphql.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.storage.Sha256;

/**
 * Documents that are known beforehand, because a client's build has listed them.
 *
 * @param byId   the texts by the ids that the file gives them
 * @param byHash the texts by their SHA-256
 * @param texts  all of them
 */
record Manifest(Map<String, String> byId, Map<String, String> byHash, Set<String> texts) {

    static final Manifest EMPTY = new Manifest(Map.of(), Map.of(), Set.of());

    /** The prefix of an id that is a hash (GraphQL over HTTP, "SHA256 Hex Document Identifier"). */
    static final String SHA256 = "sha256:";

    private static final String APOLLO = "apollo-persisted-query-manifest";
    private static final long MOST_BYTES = 32 * 1024 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    /**
     * Reads a manifest of Apollo ({@code apollo-persisted-query-manifest}), or of Relay (an object of ids and texts).
     *
     * @throws IOException if the file can't be read, or is neither; the message says what is wrong
     */
    static Manifest read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("It has more than 32 MB.");
        }
        try {
            var content = JSON.readTree(Files.readAllBytes(file));
            if (!content.isObject()) {
                throw new IOException("It isn't a JSON object.");
            }
            return content.has("operations") || content.has("format") ? ofApollo(content) : ofRelay(content);
        } catch (JsonProcessingException e) {
            throw new IOException("It isn't well-formed JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Manifest ofApollo(JsonNode content) throws IOException {
        if (!content.path("format").asText().equals(APOLLO) || content.path("version").asInt() != 1
                || !content.path("operations").isArray()) {
            throw new IOException("Its format has to be " + APOLLO + ", version 1, with a list of operations.");
        }
        var documents = new Reading();
        for (var operation : content.get("operations")) {
            documents.add(operation.path("id"), operation.path("body"),
                    "The operation " + (documents.byId.size() + 1) + " ");
        }
        return documents.manifest();
    }

    private static Manifest ofRelay(JsonNode content) throws IOException {
        var documents = new Reading();
        for (var member : content.properties()) {
            documents.add(JSON.getNodeFactory().textNode(member.getKey()), member.getValue(),
                    "The document '" + member.getKey() + "' ");
        }
        return documents.manifest();
    }

    private static final class Reading {

        private final Map<String, String> byId = new HashMap<>();
        private final Map<String, String> byHash = new HashMap<>();

        private void add(JsonNode id, JsonNode text, String which) throws IOException {
            if (!id.isTextual() || id.asText().isEmpty() || !text.isTextual() || text.asText().isEmpty()) {
                throw new IOException(which + "needs an id and a text, which are strings.");
            }
            var hash = Sha256.hex(text.asText());
            if (id.asText().startsWith(SHA256) && !id.asText().equals(SHA256 + hash)) {
                throw new IOException(which + "has another hash than its id says.");
            }
            checkSyntax(text.asText(), which);
            // One string for each text, however many ids it has.
            var known = byHash.computeIfAbsent(hash, any -> text.asText());
            var other = byId.put(id.asText(), known);
            if (other != null && !other.equals(known)) {
                throw new IOException(which + "has the id of another one, '" + id.asText() + "'.");
            }
        }

        private static void checkSyntax(String text, String which) throws IOException {
            try {
                Parser.parse(text);
            } catch (InvalidSyntaxException e) {
                throw new IOException(which + "isn't a GraphQL document: " + e.getMessage(), e);
            }
        }

        private Manifest manifest() {
            return new Manifest(byId, byHash, new HashSet<>(byHash.values()));
        }
    }

    /** {@return the text of the document with an id of the file or, after the prefix {@code sha256:}, with a hash} */
    Optional<String> find(String id) {
        return Optional.ofNullable(byId.get(id))
                .or(() -> id.startsWith(SHA256) ? ofHash(id.substring(SHA256.length())) : Optional.empty());
    }

    /** {@return the text of the document with a hash} */
    Optional<String> ofHash(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    boolean contains(String text) {
        return texts.contains(text);
    }
}

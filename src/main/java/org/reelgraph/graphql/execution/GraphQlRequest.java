package org.reelgraph.graphql.execution;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/**
 * The members of a request, following GraphQL over HTTP, "Request Parameters" and "Persisted Documents".
 *
 * @param query      the document's text; empty if the request names the document instead
 * @param documentId names the document, beside its text or instead of it
 */
public record GraphQlRequest(String query, Optional<String> documentId, Optional<String> operationName,
        Map<String, Object> variables, Map<String, Object> extensions) {

    private static final String PERSISTED_QUERY = "persistedQuery";

    /** A request with the document's text alone. */
    public GraphQlRequest(String query, Optional<String> operationName, Map<String, Object> variables,
            Map<String, Object> extensions) {
        this(query, Optional.empty(), operationName, variables, extensions);
    }

    /**
     * {@return the request from a decoded JSON body or from a query string's decoded parameters}
     *
     * @throws RequestException if a member is missing or has the wrong type
     */
    public static GraphQlRequest of(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> members)) {
            throw bad(
                    "The request is not a JSON object"
                            + (body instanceof Iterable ? "; batches are not supported." : "."));
        }
        var extensions = object(members, "extensions");
        var documentId = text(members, "documentId");
        var isNamed = documentId.isPresent() || extensions.get(PERSISTED_QUERY) != null;
        if (!((isNamed && isAbsent(members.get("query")) ? "" : members.get("query")) instanceof String query)) {
            throw bad("The member 'query' is required and has to be a string, unless 'documentId' names the document.");
        }
        return new GraphQlRequest(query, documentId, text(members, "operationName"), object(members, "variables"),
                extensions);
    }

    private static boolean isAbsent(@Nullable Object query) {
        return query == null || query.equals("");
    }

    /** {@return whether the request has something else than the text that names its document} */
    public boolean namesDocument() {
        return documentId.isPresent() || extensions.get(PERSISTED_QUERY) != null;
    }

    /**
     * {@return the SHA-256 of the document, as Apollo's clients send it for automatic persisted queries}
     *
     * @throws RequestException if there is something else in its place
     */
    public Optional<String> persistedQuery() {
        return switch (extensions.get(PERSISTED_QUERY)) {
            case null -> Optional.empty();
            case Map<?, ?> named when named.get("version") instanceof Number version && version.doubleValue() == 1
                    && named.get("sha256Hash") instanceof String hash ->
                Optional.of(hash);
            default ->
                throw bad("The member 'extensions.persistedQuery' has to be an object with \"version\": 1 and the"
                        + " string 'sha256Hash'.");
        };
    }

    /** {@return the same request for a document of this text} */
    public GraphQlRequest withQuery(String text) {
        return new GraphQlRequest(text, documentId, operationName, variables, extensions);
    }

    private static Optional<String> text(Map<?, ?> members, String name) {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text).filter(given -> !given.isEmpty());
            default -> throw bad("The member '" + name + "' has to be a string.");
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<?, ?> members, String name) {
        return switch (members.get(name)) {
            case null -> Map.of();
            case Map<?, ?> object -> (Map<String, Object>) object;
            default -> throw bad("The member '" + name + "' has to be an object.");
        };
    }

    private static RequestException bad(String message) {
        return new RequestException(ErrorCode.BAD_REQUEST, message);
    }
}

package org.reelgraph.graphql.execution;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** The members of a request, following GraphQL over HTTP, "Request Parameters". */
public record GraphQlRequest(String query, Optional<String> operationName, Map<String, Object> variables,
        Map<String, Object> extensions) {

    private static final String PERSISTED_QUERY = "persistedQuery";

    /**
     * {@return the request from a decoded JSON body or from a query string's decoded parameters}
     *
     * @throws RequestException if a member is missing or has the wrong type
     */
    public static GraphQlRequest of(Object body) {
        if (!(body instanceof Map<?, ?> members)) {
            throw bad(
                    "The request is not a JSON object"
                            + (body instanceof Iterable ? "; batches are not supported." : "."));
        }
        var extensions = object(members, "extensions");
        var hashed = isAbsent(members.get("query")) && extensions.containsKey(PERSISTED_QUERY);
        if (!((hashed ? "" : members.get("query")) instanceof String query)) {
            throw bad("The member 'query' is required and has to be a string.");
        }
        if (!(members.get("operationName") instanceof String) && members.get("operationName") != null) {
            throw bad("The member 'operationName' has to be a string.");
        }
        return new GraphQlRequest(query,
                Optional.ofNullable((String) members.get("operationName")).filter(name -> !name.isEmpty()),
                object(members, "variables"), extensions);
    }

    private static boolean isAbsent(@Nullable Object query) {
        return query == null || query.equals("");
    }

    /** {@return whether the request has a hash instead of the query's text ("automatic persisted queries")} */
    public boolean isHashOnly() {
        return query.isEmpty() && extensions.containsKey(PERSISTED_QUERY);
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

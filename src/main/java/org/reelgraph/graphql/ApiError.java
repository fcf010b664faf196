package org.reelgraph.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * An error as clients see it: message, place and code, and nothing of the program's inside.
 *
 * @param locations where in the document; empty where it isn't about a place there
 * @param path      which field of the answer; empty where the whole request failed
 * @param retryAfter in how many seconds it is worth another try
 */
record ApiError(ErrorCode code, String message, List<SourceLocation> locations,
        List<Object> path, OptionalInt retryAfter) implements GraphQLError {

    ApiError(ErrorCode code, String message) {
        this(code, message, List.of(), List.of());
    }

    ApiError(ErrorCode code, String message, List<SourceLocation> locations, List<Object> path) {
        this(code, message, locations, path, OptionalInt.empty());
    }

    /** {@return why a request was refused} */
    static ApiError of(RequestException refused, List<SourceLocation> locations, List<Object> path) {
        return new ApiError(refused.code(), refused.getMessage(), locations, path, refused.retryAfter());
    }

    /** {@return the same error with the place of another} */
    ApiError at(GraphQLError other) {
        return new ApiError(code, message, Objects.requireNonNullElse(other.getLocations(), List.of()),
                Objects.requireNonNullElse(other.getPath(), List.of()), retryAfter);
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return retryAfter.isEmpty()
                ? Map.of("code", code.name())
                : Map.of("code", code.name(), "retryAfter", retryAfter.getAsInt());
    }

    /** {@return the error's members after the GraphQL specification, "Error Result Format"} */
    @Override
    public Map<String, Object> toSpecification() {
        var members = new LinkedHashMap<String, Object>();
        members.put("message", message);
        if (!locations.isEmpty()) {
            members.put("locations",
                    locations.stream().map(place -> Map.of("line", place.getLine(), "column", place.getColumn()))
                            .toList());
        }
        if (!path.isEmpty()) {
            members.put("path", path);
        }
        members.put("extensions", getExtensions());
        return members;
    }
}

package org.reelgraph.graphql.errors;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reelgraph.graphql.validation.Problem;

/**
 * An error as clients see it: message, place and code, and nothing of the program's inside.
 *
 * @param locations where in the document; empty where it isn't about a place there
 * @param path      which field of the answer; empty where the whole request failed
 * @param details   what the extensions hold beside the code
 */
public record ApiError(ErrorCode code, String message, List<SourceLocation> locations,
        List<Object> path, Map<String, Object> details) implements GraphQLError {

    /** The detail that says in how many seconds it is worth another try. */
    public static final String RETRY_AFTER = "retryAfter";
    /** The detail that names the request. */
    public static final String REQUEST_ID = "requestId";

    public ApiError(ErrorCode code, String message) {
        this(code, message, List.of(), List.of());
    }

    public ApiError(ErrorCode code, String message, List<SourceLocation> locations, List<Object> path) {
        this(code, message, locations, path, Map.of());
    }

    /** {@return what is wrong with a request's document or variables} */
    public static ApiError of(ErrorCode code, Problem problem) {
        return new ApiError(code, problem.message(), problem.locations(), List.of());
    }

    /** {@return why a request was refused} */
    public static ApiError of(RequestException refused, List<SourceLocation> locations, List<Object> path) {
        var error = new ApiError(refused.code(), refused.getMessage(), locations, path);
        return refused.retryAfter().isEmpty()
                ? error
                : error.with(RETRY_AFTER, refused.retryAfter().getAsInt());
    }

    /** {@return the same error with the place of another} */
    ApiError at(GraphQLError other) {
        return new ApiError(code, message, Objects.requireNonNullElse(other.getLocations(), List.of()),
                Objects.requireNonNullElse(other.getPath(), List.of()), details);
    }

    /** {@return the same error with a further detail} */
    public ApiError with(String name, Object value) {
        var all = new LinkedHashMap<>(details);
        all.put(name, value);
        return new ApiError(code, message, locations, path, all);
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
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", code.name());
        extensions.putAll(details);
        return extensions;
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

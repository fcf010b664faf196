package org.reelgraph.graphql;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.graphql.access.RequestIds;

/** Makes HTTP responses of results: each names its request, in a header and in its errors. */
@Singleton
class Responses {

    private final ResponseWriter writer;
    private final RequestIds requests;

    Responses(ResponseWriter writer, RequestIds requests) {
        this.writer = writer;
        this.requests = requests;
    }

    /** {@return the response to a request that wasn't executed} */
    MutableHttpResponse<byte[]> refused(HttpRequest<?> request, ResponseType type, RequestException e) {
        return failed(request, HttpResponse.status(e.code().status()), type, ApiError.of(e, List.of(), List.of()));
    }

    /** {@return a response that is there already, with an error for its body} */
    MutableHttpResponse<byte[]> failed(HttpRequest<?> request, MutableHttpResponse<?> response, ResponseType type,
            ApiError error) {
        return filled(request, response, type, new ExecutionResultImpl(error));
    }

    /** {@return the response to a request that was executed} */
    MutableHttpResponse<byte[]> of(HttpRequest<?> request, HttpStatus status, ResponseType type,
            ExecutionResult result) {
        return filled(request, HttpResponse.status(status), type, result);
    }

    private MutableHttpResponse<byte[]> filled(HttpRequest<?> request, MutableHttpResponse<?> response,
            ResponseType type, ExecutionResult result) {
        var id = requests.of(request);
        response.header(HttpHeaders.CONTENT_TYPE, type.contentType()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        // Not all that the server itself refuses comes by a filter.
        response.getHeaders().set(RequestIds.HEADER, id);
        retryAfter(result).ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        if (response.status() == HttpStatus.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.body(writer.write(named(result, id)));
    }

    private static Optional<String> retryAfter(ExecutionResult result) {
        return result.getErrors().stream().map(error -> error.getExtensions().get(ApiError.RETRY_AFTER))
                .filter(Objects::nonNull).map(Object::toString).findFirst();
    }

    private static ExecutionResult named(ExecutionResult result, String id) {
        if (result.getErrors().isEmpty()) {
            return result;
        }
        var errors = result.getErrors().stream()
                .<GraphQLError>map(error -> ((ApiError) error).with(ApiError.REQUEST_ID, id)).toList();
        return result.transform(builder -> builder.errors(errors));
    }
}

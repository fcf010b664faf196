package org.reelgraph.graphql.http;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.RequestIds;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCodes;
import org.reelgraph.graphql.errors.RequestException;

/** Turns results into HTTP responses. Each response carries the request's id, in a header and in its errors. */
@Singleton
class Responses {

    // The server compresses large responses if the client accepts that.
    private static final String VARY = String.join(", ", HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING,
            HttpHeaders.AUTHORIZATION, HttpHeaders.ORIGIN, Authentication.KEY_HEADER);
    private static final String NOT_KEPT = "no-store";
    private static final String CHALLENGE = "Bearer realm=\"Reelgraph\"";
    private static final Pattern NO_DESCRIPTION = Pattern.compile("[^ !#-\\[\\]-~]");

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

    /** {@return an existing response, with an error as its body} */
    MutableHttpResponse<byte[]> failed(HttpRequest<?> request, MutableHttpResponse<?> response, ResponseType type,
            ApiError error) {
        return filled(request, response, type, new ExecutionResultImpl(error), bytes -> {
        });
    }

    /**
     * {@return the response to a request that was executed}
     *
     * @param meter receives the number of bytes as they are written; an exception from it ends the writing
     */
    MutableHttpResponse<byte[]> of(HttpRequest<?> request, HttpStatus status, ResponseType type,
            ExecutionResult result, LongConsumer meter) {
        return filled(request, HttpResponse.status(status), type, result, meter);
    }

    /** {@return the response with a result that was written before} */
    MutableHttpResponse<byte[]> of(HttpRequest<?> request, ResponseType type, byte[] result) {
        return begun(HttpResponse.ok(), type, requests.of(request)).body(result);
    }

    /** {@return the response to a client that has the current answer} */
    MutableHttpResponse<byte[]> unchanged(HttpRequest<?> request) {
        MutableHttpResponse<byte[]> response = HttpResponse.status(HttpStatus.NOT_MODIFIED);
        return response.header(HttpHeaders.VARY, VARY).header(RequestIds.HEADER, requests.of(request));
    }

    private MutableHttpResponse<byte[]> filled(HttpRequest<?> request, MutableHttpResponse<?> response,
            ResponseType type, ExecutionResult result, LongConsumer meter) {
        var id = requests.of(request);
        begun(response, type, id);
        if (!result.getErrors().isEmpty()) {
            retryAfter(result).ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        }
        if (response.status() == HttpStatus.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(request.getHeaders(), result));
        }
        return response.body(writer.write(ErrorCodes.named(result, id), meter));
    }

    private static MutableHttpResponse<?> begun(MutableHttpResponse<?> response, ResponseType type, String id) {
        response.header(HttpHeaders.CONTENT_TYPE, type.contentType()).header(HttpHeaders.VARY, VARY);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, NOT_KEPT);
        // Not every error of the HTTP server itself passes through a filter.
        response.getHeaders().set(RequestIds.HEADER, id);
        return response;
    }

    // RFC 6750, section 3: if the request carried a token or key, the challenge says what is wrong with it.
    private static String challenge(HttpHeaders came, ExecutionResult result) {
        return came.contains(HttpHeaders.AUTHORIZATION) || came.contains(Authentication.KEY_HEADER)
                ? CHALLENGE + ", error=\"invalid_token\", error_description=\""
                        + described(result.getErrors().getFirst().getMessage()) + "\""
                : CHALLENGE;
    }

    private static String described(String reason) {
        return NO_DESCRIPTION.matcher(reason.replace("…", "...")).replaceAll("'");
    }

    private static Optional<String> retryAfter(ExecutionResult result) {
        return result.getErrors().stream().flatMap(error -> Stream.ofNullable(error.getExtensions()))
                .map(extensions -> extensions.get(ApiError.RETRY_AFTER))
                .filter(Objects::nonNull).map(Object::toString).findFirst();
    }
}

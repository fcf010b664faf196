package org.reelgraph.graphql.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.RequestIds;
import org.reelgraph.graphql.access.ShownPath;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.StorageErrors;
import org.reelgraph.graphql.execution.Failed;
import org.reelgraph.graphql.execution.FetchErrors;
import org.reelgraph.graphql.wire.RefusedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds a GraphQL error body to what the HTTP server itself rejects: unknown URLs, unsupported methods, oversized
 * requests.
 */
@Singleton
@Primary
class HttpErrors implements ErrorResponseProcessor<byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpErrors.class);
    // What the framework answers by itself.
    private static final List<ErrorCode> OF_HTTP = List.of(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN,
            ErrorCode.NOT_FOUND, ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.NOT_ACCEPTABLE, ErrorCode.REQUEST_TIMEOUT,
            ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE, ErrorCode.RATE_LIMITED,
            ErrorCode.OVERLOADED);

    private final Responses responses;
    private final RequestIds requests;
    private final ClientAddress addresses;
    private final ApplicationEventPublisher<Failed> failures;

    HttpErrors(Responses responses, RequestIds requests, ClientAddress addresses,
            ApplicationEventPublisher<Failed> failures) {
        this.responses = responses;
        this.requests = requests;
        this.addresses = addresses;
        this.failures = failures;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        if (context.getRootCause().orElse(null) instanceof DecoderException) { // the body doesn't match its headers
            response.status(HttpStatus.BAD_REQUEST);
        }
        var cause = causeOf(context).orElse(null);
        var ofStorage = Optional.ofNullable(cause).flatMap(StorageErrors::of);
        if (ofStorage.isPresent()) {
            StorageErrors.logged(LOG, ofStorage.get(), requests.of(context.getRequest()),
                    ShownPath.of(context.getRequest()));
            return responses.failed(context.getRequest(), response.status(ofStorage.get().code().status()),
                    ResponseType.JSON, ApiError.of(ofStorage.get(), List.of(), List.of()));
        }
        if (cause instanceof RefusedRequest refused) {
            response.header(HttpHeaders.CONNECTION, "close");
            return responses.failed(context.getRequest(), response.status(refused.reason().code().status()),
                    ResponseType.JSON, ApiError.of(refused.reason(), List.of(), List.of()));
        }
        var code = codeOf(response.status());
        return responses.failed(context.getRequest(), response, ResponseType.JSON,
                new ApiError(code, messageOf(code, context)));
    }

    private String messageOf(ErrorCode code, ErrorContext context) {
        if (code.equals(ErrorCode.INTERNAL_ERROR)) {
            return logged(context);
        }
        if (code.equals(ErrorCode.NOT_FOUND)) {
            return "There is nothing at " + context.getRequest().getPath() + ".";
        }
        if (code.equals(ErrorCode.METHOD_NOT_ALLOWED)) {
            return context.getRequest().getMethodName() + " is not allowed here.";
        }
        if (code.equals(ErrorCode.PAYLOAD_TOO_LARGE)) {
            return "The request is too large: its URL and its headers may have 64 KB each.";
        }
        return causeOf(context).filter(URISyntaxException.class::isInstance)
                .map(malformed -> "The URL is malformed: characters such as { and } have to be encoded as %7B and %7D.")
                .orElse("The request can't be answered.");
    }

    private static Optional<Throwable> causeOf(ErrorContext context) {
        return context.getRootCause().or(() -> context.getRequest() instanceof NettyHttpRequest<?> netty
                ? Optional.ofNullable(netty.getNativeRequest().decoderResult().cause())
                : Optional.empty());
    }

    private String logged(ErrorContext context) {
        var request = context.getRequest();
        var id = requests.of(request);
        LOG.error("Request {} for {} failed", id, ShownPath.of(request), context.getRootCause().orElse(null));
        failures.publishEvent(new Failed(new Caller(id, addresses.of(request), "", Optional.empty()),
                Optional.empty(), ShownPath.of(request)));
        return FetchErrors.message(id);
    }

    private static ErrorCode codeOf(HttpStatus status) {
        return OF_HTTP.stream().filter(code -> code.status() == status).findFirst()
                .orElse(status.getCode() < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL_ERROR);
    }
}

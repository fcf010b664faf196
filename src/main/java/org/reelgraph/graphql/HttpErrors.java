package org.reelgraph.graphql;

import graphql.ExecutionResultImpl;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a GraphQL body to what the HTTP server itself refuses: unknown addresses, other methods, bodies too large. */
@Singleton
@Primary
class HttpErrors implements ErrorResponseProcessor<byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpErrors.class);

    private final ResponseWriter writer;
    private final HttpServerConfiguration server;

    HttpErrors(ResponseWriter writer, HttpServerConfiguration server) {
        this.writer = writer;
        this.server = server;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var cause = context.getRootCause().orElse(null);
        if (cause instanceof DecoderException) { // a body that isn't what its Content-Encoding says
            response.status(HttpStatus.BAD_REQUEST);
        }
        var code = codeOf(response.status());
        var result = new ExecutionResultImpl(new ApiError(code, messageOf(code, context)));
        return response.header(HttpHeaders.CONTENT_TYPE, ResponseType.JSON.contentType()).body(writer.write(result));
    }

    private String messageOf(ErrorCode code, ErrorContext context) {
        return switch (code) {
            case NOT_FOUND -> "There is nothing at " + context.getRequest().getPath() + ".";
            case METHOD_NOT_ALLOWED -> context.getRequest().getMethodName() + " is not taken here.";
            case PAYLOAD_TOO_LARGE ->
                "The request is larger than is taken: a body may have " + server.getMaxRequestSize()
                        + " bytes, address and headers 64 KB.";
            case INTERNAL_ERROR -> "Internal error, reference " + logged(context);
            default -> "The request is not one that can be answered.";
        };
    }

    private static String logged(ErrorContext context) {
        var reference = UUID.randomUUID().toString();
        LOG.error("Error {} at {}", reference, context.getRequest().getPath(), context.getRootCause().orElse(null));
        return reference;
    }

    private static ErrorCode codeOf(HttpStatus status) {
        for (var code : ErrorCode.values()) {
            if (code.status() == status) {
                return code;
            }
        }
        return status.getCode() < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL_ERROR;
    }
}

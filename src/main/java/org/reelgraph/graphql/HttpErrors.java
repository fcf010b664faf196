package org.reelgraph.graphql;

import graphql.ExecutionResultImpl;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives a GraphQL body to what the HTTP server itself refuses: unknown addresses, other methods, bodies too large. */
@Singleton
@Primary
class HttpErrors implements ErrorResponseProcessor<byte[]> {

    private final ResponseWriter writer;

    HttpErrors(ResponseWriter writer) {
        this.writer = writer;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var code = codeOf(response.status());
        var message = code == ErrorCode.INTERNAL_ERROR
                ? "Internal error"
                : context.getErrors().stream().findFirst().map(Error::getMessage).orElse(response.reason());
        var result = new ExecutionResultImpl(ErrorCodes.error(code, message));
        return response.header(HttpHeaders.CONTENT_TYPE, ResponseType.JSON.contentType()).body(writer.write(result));
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

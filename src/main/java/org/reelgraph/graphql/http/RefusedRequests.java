package org.reelgraph.graphql.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.errors.RequestException;

/** Answers requests that a controller refuses, other than that of the GraphQL endpoint, as that one would. */
@Singleton
class RefusedRequests implements ExceptionHandler<RequestException, HttpResponse<byte[]>> {

    private final Responses responses;

    RefusedRequests(Responses responses) {
        this.responses = responses;
    }

    @Override
    public HttpResponse<byte[]> handle(HttpRequest request, RequestException refused) {
        return responses.refused(request, ResponseType.JSON, refused);
    }
}

package org.reelgraph.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.reelgraph.graphql.access.RequestIds;

/**
 * Adds the request id and the Vary header to responses of endpoints other than GraphQL. That endpoint adds its own,
 * since a filter would cost each request.
 */
@ServerFilter({"/health/**", "/graphiql/**", "${graphql.path}/schema"})
class NamedResponses {

    private final RequestIds requests;

    NamedResponses(RequestIds requests) {
        this.requests = requests;
    }

    @ResponseFilter
    void name(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(RequestIds.HEADER, requests.of(request));
        response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
}

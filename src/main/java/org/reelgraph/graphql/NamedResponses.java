package org.reelgraph.graphql;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.reelgraph.graphql.access.RequestIds;

/** Names the request in each response, also in those of pages and of what the framework refuses. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class NamedResponses implements Ordered {

    private final RequestIds requests;

    NamedResponses(RequestIds requests) {
        this.requests = requests;
    }

    /** Around all other filters, so that it sees what they refuse. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void name(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(RequestIds.HEADER, requests.of(request));
    }
}

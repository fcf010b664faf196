package org.reelgraph.graphql;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Role;

/**
 * Refuses large bodies before they are read, but for those who may import. A body whose length isn't told beforehand counts as large.
 */
@ServerFilter("${graphql.path}")
class BodyLimit {

    private final Authentication authentication;
    private final Responses responses;
    private final long most;

    BodyLimit(Authentication authentication, Responses responses,
            @Property(name = "reelgraph.limits.body") long most) {
        this.authentication = authentication;
        this.responses = responses;
        this.most = most;
    }

    // On the event loop: a hop to another thread would cost every request more than the look at a session does the large ones.
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        var told = request.getHeaders().contains(HttpHeaders.CONTENT_LENGTH);
        var chunked = request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
        if (told && request.getContentLength() <= most || !told && !chunked) {
            return null;
        }
        try {
            return authentication.caller(request).is(Role.MODERATOR)
                    ? null
                    : refused(request, new RequestException(ErrorCode.PAYLOAD_TOO_LARGE, told
                            ? "A body may have " + most + " bytes; more is for those who may import."
                            : "A body has to tell its length by 'Content-Length', but for those who may import."));
        } catch (RequestException e) {
            return refused(request, e);
        }
    }

    private HttpResponse<byte[]> refused(HttpRequest<?> request, RequestException e) {
        return responses.refused(request, ResponseType.JSON, e);
    }
}

package org.reelgraph.graphql;

import graphql.ExecutionResultImpl;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Role;

/**
 * Refuses large bodies before they are read, but for those who may import. A body whose length isn't told beforehand counts as large.
 */
@ServerFilter("${graphql.path}")
class BodyLimit {

    private final Authentication authentication;
    private final ResponseWriter writer;
    private final long most;

    BodyLimit(Authentication authentication, ResponseWriter writer,
            @Property(name = "reelgraph.limits.body") long most) {
        this.authentication = authentication;
        this.writer = writer;
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
                    : refused(new RequestException(ErrorCode.PAYLOAD_TOO_LARGE, told
                            ? "A body may have " + most + " bytes; more is for those who may import."
                            : "A body has to tell its length by 'Content-Length', but for those who may import."));
        } catch (RequestException e) {
            return refused(e);
        }
    }

    private HttpResponse<byte[]> refused(RequestException e) {
        var result = new ExecutionResultImpl(ApiError.of(e, List.of(), List.of()));
        return HttpResponse.<byte[]>status(e.code().status())
                .header(HttpHeaders.CONTENT_TYPE, ResponseType.JSON.contentType()).body(writer.write(result));
    }
}

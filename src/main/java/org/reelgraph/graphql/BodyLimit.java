package org.reelgraph.graphql;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import reactor.core.publisher.Flux;

/**
 * Refuses large bodies, but for those who may import: before they are read where their length is told, otherwise as soon as too much has
 * come. What is compressed counts as it is when unpacked.
 */
@ServerFilter("${graphql.path}")
class BodyLimit {

    private final Authentication authentication;
    private final CredentialCheck credentials;
    private final Responses responses;
    private final long most;

    BodyLimit(Authentication authentication, CredentialCheck credentials, Responses responses,
            @Property(name = "reelgraph.limits.body") long most) {
        this.authentication = authentication;
        this.credentials = credentials;
        this.responses = responses;
        this.most = most;
    }

    // On the event loop: a hop to another thread would cost every request more than the look at a session does the large ones.
    @RequestFilter
    @Nullable
    CompletableFuture<Optional<HttpResponse<byte[]>>> check(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var told = headers.contains(HttpHeaders.CONTENT_LENGTH);
        var tooLong = told && request.getContentLength() > most;
        var unknown = told
                ? headers.contains(HttpHeaders.CONTENT_ENCODING)
                : headers.contains(HttpHeaders.TRANSFER_ENCODING);
        if (!tooLong && !unknown) {
            return null;
        }
        var caller = authentication.caller(request);
        if (caller.is(Role.MODERATOR)) {
            return null;
        }
        return tooLong
                ? CompletableFuture.completedFuture(Optional.of(refused(request, caller)))
                : counted((ServerHttpRequest<?>) request, caller);
    }

    // The request goes on when its body has come; until then it is kept for who reads it.
    private CompletableFuture<Optional<HttpResponse<byte[]>>> counted(ServerHttpRequest<?> request, Caller caller) {
        var body = request.byteBody().split(SplitBackpressureMode.FASTEST);
        return Flux.from(body.toByteArrayPublisher()).scan(0L, (length, bytes) -> length + bytes.length)
                .filter(length -> length > most).next().map(length -> Optional.of(refused(request, caller)))
                .defaultIfEmpty(Optional.empty()).toFuture();
    }

    private HttpResponse<byte[]> refused(HttpRequest<?> request, Caller caller) {
        return responses.refused(request, ResponseType.JSON,
                credentials.refusal(caller).orElseGet(() -> new RequestException(ErrorCode.PAYLOAD_TOO_LARGE,
                        "A body may have " + most + " bytes; more is for those who may import.")));
    }
}

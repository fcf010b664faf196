package org.reelgraph.graphql.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.Viewer;

/**
 * Identifies a request's client before anything is looked up: by the user whose token or key it carries, if that was
 * valid the last time, otherwise by IP address. So a made-up token doesn't turn anyone into a different client.
 */
@Singleton
public class Clients {

    private static final int MAX = 10_000;

    private final ClientAddress addresses;
    private final Cache<String, Long> users = Caffeine.newBuilder().maximumSize(MAX).build();

    Clients(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** {@return the client of a request, from memory only} */
    public Client of(HttpRequest<?> request) {
        var credential = credential(request);
        var user = credential == null ? null : users.getIfPresent(credential);
        return new Client(user == null ? Caller.network(addresses.of(request)) : user, connectionOf(request));
    }

    /** {@return the client of a request whose caller is known; it is remembered for the caller's next requests} */
    public Client of(HttpRequest<?> request, Caller caller) {
        var credential = credential(request);
        if (credential != null) {
            caller.viewer().map(Viewer::userId).ifPresentOrElse(user -> users.put(credential, user),
                    () -> users.invalidate(credential));
        }
        return Client.of(caller, connectionOf(request));
    }

    @Nullable
    private static String credential(HttpRequest<?> request) {
        var bearer = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return bearer == null ? request.getHeaders().get(Authentication.KEY_HEADER) : bearer;
    }

    private static BooleanSupplier connectionOf(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                ? netty.getChannelHandlerContext().channel()::isActive
                : () -> true;
    }
}

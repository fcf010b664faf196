package org.reelgraph.graphql.http;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.netty.body.NettyByteBodyFactory;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.AuthenticationCheck;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.wire.BodyLimits;
import org.reelgraph.graphql.wire.Senders;

/** Reserves large bodies for clients that may import. A compressed body counts at its uncompressed size. */
@Singleton
class BodyLimit implements Senders {

    private final Authentication authentication;
    private final ClientAddress addresses;
    private final AuthenticationCheck credentials;
    private final ConversionService conversions;
    private final HttpServerConfiguration server;
    private final BodyLimits limits;

    BodyLimit(Authentication authentication, ClientAddress addresses, AuthenticationCheck credentials,
            ConversionService conversions, HttpServerConfiguration server, BodyLimits limits) {
        this.authentication = authentication;
        this.addresses = addresses;
        this.credentials = credentials;
        this.conversions = conversions;
        this.server = server;
        this.limits = limits;
    }

    @Override
    public Sender of(HttpRequest head, ChannelHandlerContext connection) {
        return new OfRequest(head, connection);
    }

    /** {@return the maximum size of a caller's body, in bytes} */
    long most(Caller caller) {
        return caller.is(Role.MODERATOR) ? Math.max(limits.body(), limits.importBody()) : limits.body();
    }

    /** {@return the maximum size of anybody's body, in bytes} */
    long least() {
        return limits.body();
    }

    /** {@return the error for a caller's body that is larger} */
    RequestException tooLarge(Caller caller) {
        return credentials.refusal(caller)
                .orElseGet(() -> new RequestException(ErrorCode.PAYLOAD_TOO_LARGE, caller.is(Role.MODERATOR)
                        ? "A body may have " + most(caller) + " bytes (REELGRAPH_LIMITS_IMPORT_BODY). "
                                + RequestBody.LARGER_IMPORTS
                        : "A body may have " + most(caller) + " bytes; only clients that may import can send more."));
    }

    // The framework's request is rebuilt for each use, since few requests come this far.
    private final class OfRequest implements Sender {

        private final HttpRequest head;
        private final ChannelHandlerContext connection;
        private Optional<Caller> caller = Optional.empty();

        private OfRequest(HttpRequest head, ChannelHandlerContext connection) {
            this.head = head;
            this.connection = connection;
        }

        private NettyHttpRequest<?> request() {
            // Who sends it doesn't depend on the URL, which may be malformed.
            var sent = new DefaultHttpRequest(head.protocolVersion(), head.method(), "/", head.headers());
            return new NettyHttpRequest<>(sent, NettyByteBodyFactory.empty(), connection, conversions, server);
        }

        @Override
        public String network() {
            return Caller.network(addresses.of(request()));
        }

        @Override
        public long most() {
            return BodyLimit.this.most(caller());
        }

        @Override
        public RequestException tooLarge() {
            return BodyLimit.this.tooLarge(caller());
        }

        private Caller caller() {
            if (caller.isEmpty()) {
                caller = Optional.of(authentication.caller(request()));
            }
            return caller.get();
        }
    }
}

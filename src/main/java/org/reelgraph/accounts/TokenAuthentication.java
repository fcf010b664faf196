package org.reelgraph.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.time.Clock;
import java.util.Optional;
import org.reelgraph.accounts.Tokens.Token;
import org.reelgraph.accounts.Tokens.Use;
import org.reelgraph.graphql.ErrorCode;
import org.reelgraph.graphql.RequestException;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.storage.DataVersion;

/**
 * Knows who is behind a request by its bearer token (RFC 6750). The token only names the session; role and status are the user's as of now.
 */
// At the start, not at the first request: settings that can't be must not serve.
@Context
@Requires(property = "reelgraph.serves", value = "true")
class TokenAuthentication implements Authentication {

    private static final int MOST = 10_000;
    private static final String SCHEME = "Bearer ";

    // Taken before the session is read: what is committed meanwhile makes it out of date at once.
    private record Known(long version, Optional<LiveSession> session) {
    }

    private final Tokens tokens;
    private final SessionRepository sessions;
    private final SessionUse use;
    private final DataVersion version;
    private final ClientAddress addresses;
    private final Clock clock;
    private final Cache<String, Token> verified = Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<Long, Known> known = Caffeine.newBuilder().maximumSize(MOST).build();

    TokenAuthentication(Tokens tokens, SessionRepository sessions, SessionUse use, DataVersion version,
            ClientAddress addresses, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.use = use;
        this.version = version;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public Caller caller(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var given = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (given.size() > 1) {
            throw refused("The header 'Authorization' may come once.");
        }
        var viewer = given.stream().findFirst().map(this::viewer);
        return new Caller(addresses.of(request), Optional.ofNullable(headers.get(HttpHeaders.USER_AGENT)).orElse(""),
                viewer);
    }

    private Viewer viewer(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("The header 'Authorization' has to be 'Bearer' with an access token.");
        }
        var token = token(header.substring(SCHEME.length()).strip());
        var session = session(token.sessionId())
                .orElseThrow(() -> refused("The session has ended. Sign in anew."));
        use.note(session.sessionId());
        return session.viewer();
    }

    private Token token(String text) {
        var before = verified.getIfPresent(text);
        if (before != null && clock.instant().isBefore(before.expiresAt())) {
            return before;
        }
        var token = tokens.read(text, Use.ACCESS)
                .orElseThrow(() -> refused("The access token is none of this server's, or no longer valid."));
        verified.put(text, token);
        return token;
    }

    private Optional<LiveSession> session(long id) {
        var now = version.now();
        var before = known.getIfPresent(id);
        if (before != null && before.version() == now) {
            return before.session();
        }
        var session = sessions.findLive(id);
        known.put(id, new Known(now, session));
        return session;
    }

    private static RequestException refused(String message) {
        return new RequestException(ErrorCode.UNAUTHENTICATED, message);
    }
}

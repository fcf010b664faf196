package org.reelgraph.accounts.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.time.Clock;
import java.util.Optional;
import org.reelgraph.accounts.LiveSession;
import org.reelgraph.accounts.SessionRepository;
import org.reelgraph.accounts.keys.ApiKeys;
import org.reelgraph.accounts.sessions.Tokens.Token;
import org.reelgraph.accounts.sessions.Tokens.Use;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.RequestIds;
import org.reelgraph.graphql.access.RequestTrace;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.VersionedCache;

/**
 * Finds out who is behind a request by its bearer token (RFC 6750) or API key. An access token only names the session;
 * role and status are read as they are now, as are those of a key's owner.
 */
// Created at the start, so that settings that can't be used stop it.
@Context
@Requires(property = "reelgraph.serves", value = "true")
class TokenAuthentication implements Authentication {

    private static final int MAX = 10_000;
    private static final String SCHEME = "Bearer ";
    private static final String KEY = "rg_";

    private final Tokens tokens;
    private final ApiKeys keys;
    private final LastUse use;
    private final ClientAddress addresses;
    private final RequestIds requests;
    private final Clock clock;
    private final Cache<String, Token> verified = Caffeine.newBuilder().maximumSize(MAX).build();
    private final DataVersion version;
    private final VersionedCache<Long, Optional<LiveSession>> live;

    TokenAuthentication(Tokens tokens, SessionRepository sessions, ApiKeys keys, LastUse use, DataVersion version,
            ClientAddress addresses, RequestIds requests, Clock clock) {
        this.tokens = tokens;
        this.keys = keys;
        this.use = use;
        this.addresses = addresses;
        this.requests = requests;
        this.clock = clock;
        this.version = version;
        this.live = new VersionedCache<>(version, sessions::findLive, MAX);
    }

    @Override
    public boolean asksDatabase(HttpRequest<?> request) {
        return version.isShared() && (request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                || request.getHeaders().contains(KEY_HEADER));
    }

    @Override
    public Caller caller(HttpRequest<?> request, HttpHeaders headers) {
        var agent = Optional.ofNullable(request.getHeaders().get(HttpHeaders.USER_AGENT)).orElse("");
        var id = requests.of(request);
        var address = addresses.of(request);
        var trace = RequestTrace.of(request);
        try {
            var viewer = credential(headers).map(this::viewer);
            viewer.ifPresent(known -> use.note(known.credential()));
            return new Caller(id, address, agent, viewer, Optional.empty(), trace);
        } catch (RequestException e) {
            return new Caller(id, address, agent, Optional.empty(), Optional.of(e.getMessage()), trace);
        }
    }

    private static Optional<String> credential(HttpHeaders headers) {
        var authorizations = headers.getAll(HttpHeaders.AUTHORIZATION);
        var apiKeys = headers.getAll(KEY_HEADER);
        if (authorizations.size() + apiKeys.size() > 1) {
            throw refused("Send only one of the headers 'Authorization' and '" + KEY_HEADER + "', and only once.");
        }
        if (!apiKeys.isEmpty() && !apiKeys.getFirst().startsWith(KEY)) {
            throw refused("The header '" + KEY_HEADER + "' must be an API key, '" + KEY + "…'.");
        }
        if (!authorizations.isEmpty()) {
            return Optional.of(bearer(authorizations.getFirst()));
        }
        return apiKeys.isEmpty() ? Optional.empty() : Optional.of(apiKeys.getFirst());
    }

    private static String bearer(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("The header 'Authorization' must be 'Bearer' with an access token or API key.");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private Viewer viewer(String credential) {
        if (credential.startsWith(KEY)) {
            return keys.viewer(credential).orElseThrow(
                    () -> refused("The API key is invalid or no longer valid."));
        }
        return live.get(token(credential).sessionId()).map(LiveSession::viewer)
                .orElseThrow(() -> refused("The session has ended. Sign in again."));
    }

    private Token token(String text) {
        var before = verified.getIfPresent(text);
        if (before != null && clock.instant().isBefore(before.expiresAt())) {
            return before;
        }
        var token = tokens.read(text, Use.ACCESS)
                .orElseThrow(() -> refused(tokens.accessFault(text)));
        verified.put(text, token);
        return token;
    }

    private static RequestException refused(String message) {
        return new RequestException(ErrorCode.UNAUTHENTICATED, message);
    }
}

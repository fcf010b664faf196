package org.reelgraph.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a page may open a WebSocket. Browsers let every page open one to every server, without asking first as they do
 * for a request of JSON; they only tell the origin. So what CORS does for requests is done here: pages of this server may,
 * and those of {@code REELGRAPH_CORS_ORIGINS}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455, section 10.2</a>
 */
@Singleton
public class OriginCheck {

    private static final Pattern SCHEME = Pattern.compile("^https?://");

    private final HostCheck hosts;
    private final Set<String> allowed;

    OriginCheck(HostCheck hosts, CorsConfiguration cors) {
        this.hosts = hosts;
        this.allowed = cors.getConfigurations().values().stream().flatMap(rules -> rules.getAllowedOrigins().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return why no WebSocket is opened: for another host, or for a page that may not open one here} */
    public Optional<String> refusal(HttpRequest<?> request) {
        return hosts.refusal(request)
                .or(() -> request.getHeaders().getAll(HttpHeaders.ORIGIN).stream()
                        .filter(origin -> !isAllowed(request, origin.toLowerCase(Locale.ROOT))).findAny()
                        .map(origin -> "Pages of this origin may not open WebSockets here"));
    }

    private boolean isAllowed(HttpRequest<?> request, String origin) {
        // A proxy may ask for another host than the browser did, which is one that the owner has named.
        var host = SCHEME.matcher(origin).replaceFirst("");
        return allowed.contains(origin) || hosts.isNamed(host)
                || host.equals(String.valueOf(request.getHeaders().get(HttpHeaders.HOST)).toLowerCase(Locale.ROOT));
    }
}

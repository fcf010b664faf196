package org.reelgraph.graphql.http;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.ListenAddress;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.settings.declaration.Setting;

/**
 * Rejects requests for a host that isn't this server. A web page can make its own name resolve to this machine (DNS
 * rebinding) and could then read what only this machine may; it can't do that with IP addresses or localhost. Applies
 * if the server is reachable from this machine only, and whenever the owner has configured the server's host names.
 */
// Created at startup rather than at the first request: with an invalid name, the server must not start.
@Introspected
@Context
@Requires(property = "reelgraph.serves", value = "true")
@ServerFilter(patterns = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
class HostCheck implements Ordered, ConditionalFilter {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(:[0-9]*)?");
    private static final Pattern ABSOLUTE_TARGET = Pattern.compile("[a-zA-Z]+://([^/?#]*).*");
    private static final int LONGEST_SHOWN = 100;

    private final Responses responses;
    private final Set<String> names;
    private final Set<String> given;
    private final boolean applies;
    // Most requests carry the same host as the one before.
    private volatile String lastOwn = "";

    /**
     * @param hosts the server's host names
     * @param host  the host name or IP address that the server listens on
     */
    HostCheck(Responses responses,
            @Setting(
                    description = "The names of this server. Needed behind a proxy if the server listens on a loopback "
                            + "address.",
                    otherwise = "none", values = "a list of host names such as `reel.example.org,nas`") @Property(
                            name = "reelgraph.hosts") @Nullable List<String> hosts,
            @Property(name = "micronaut.server.host") @Nullable String host) {
        this.responses = responses;
        var named = Stream.ofNullable(hosts).flatMap(List::stream).map(String::strip).filter(name -> !name.isEmpty())
                .map(HostCheck::checked).toList();
        given = Set.copyOf(named);
        names = Stream.concat(given.stream(), Stream.ofNullable(host).map(HostCheck::normal))
                .collect(Collectors.toUnmodifiableSet());
        applies = !given.isEmpty() || ListenAddress.isLoopback(host);
    }

    private static String checked(String name) {
        var normal = normal(name);
        if (!NAME.matcher(normal).matches()) {
            throw new ConfigurationException("REELGRAPH_HOSTS: '" + name
                    + "' isn't a host name such as reel.example.org, without a scheme and a port.");
        }
        return normal;
    }

    private static String normal(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Runs before anything else looks at the request. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Restricts the filter to requests that are rejected, because a filter costs each request more than this check. */
    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return refusal(request).isPresent();
    }

    @PreMatching
    @RequestFilter
    @Nullable
    HttpResponse<byte[]> check(HttpRequest<?> request) {
        return refusal(request).map(reason -> responses.refused(request, ResponseType.JSON,
                new RequestException(ErrorCode.FORBIDDEN, reason))).orElse(null);
    }

    /** {@return why a request is refused that is for a host that isn't this server} */
    Optional<String> refusal(HttpRequest<?> request) {
        return applies ? foreign(request).map(HostCheck::message) : Optional.empty();
    }

    /** {@return whether the owner has named a host as one of this server's} */
    boolean isNamed(String host) {
        return given.contains(normal(host));
    }

    // HTTP/1.0 clients may omit the host; browsers never do.
    private Optional<String> foreign(HttpRequest<?> request) {
        for (var host : request.getHeaders().getAll(HttpHeaders.HOST)) {
            if (!host.equals(lastOwn)) {
                if (!isOwn(host)) {
                    return Optional.of(host);
                }
                lastOwn = host;
            }
        }
        return targetHost(request).filter(host -> !isOwn(host));
    }

    private static Optional<String> targetHost(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty) || netty.getNativeRequest().uri().startsWith("/")) {
            return Optional.empty();
        }
        var absolute = ABSOLUTE_TARGET.matcher(netty.getNativeRequest().uri());
        return absolute.matches() ? Optional.of(absolute.group(1)) : Optional.empty();
    }

    private boolean isOwn(String authority) {
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return false;
        }
        var name = normal(parts.group(1));
        return parts.group(1).isEmpty() || names.contains(name) || name.equals("localhost")
                || name.endsWith(".localhost")
                || NetUtil.isValidIpV4Address(name) || name.startsWith("[") && NetUtil.isValidIpV6Address(name);
    }

    private static String message(String host) {
        var parts = AUTHORITY.matcher(host);
        var name = parts.matches() ? normal(parts.group(1)) : host;
        var shown = name.substring(0, Math.min(name.length(), LONGEST_SHOWN));
        // As short as the reason has to be for which a WebSocket is closed.
        return "This server isn't known as '" + shown + "'. If that is its name, start it with REELGRAPH_HOSTS="
                + shown + ".";
    }
}

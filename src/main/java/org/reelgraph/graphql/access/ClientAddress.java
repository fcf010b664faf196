package org.reelgraph.graphql.access;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;

/**
 * Determines a request's client IP address: the other end of the connection or, if that is one of the owner's proxies,
 * the rightmost address in {@code X-Forwarded-For} that is not a proxy. Anyone may have forged the addresses to its
 * left.
 */
@Introspected
@Singleton
public class ClientAddress {

    private final List<IpSubnetFilterRule> proxies;

    /** @param proxies IP addresses and ranges (CIDR) of the owner's proxies */
    ClientAddress(
            @Setting(description = "Your proxies, whose `X-Forwarded-For` and `X-Request-Id` count.",
                    otherwise = "none",
                    values = "a list of IP addresses and ranges such as `10.0.0.0/8,::1`") @Property(
                            name = "reelgraph.trusted-proxies") @Nullable List<String> proxies) {
        this.proxies = proxies == null
                ? List.of()
                : proxies.stream().map(String::strip).filter(each -> !each.isEmpty()).map(ClientAddress::range)
                        .toList();
    }

    private static IpSubnetFilterRule range(String text) {
        var parts = text.split("/", 2);
        try {
            var address = address(parts[0]).orElseThrow(IllegalArgumentException::new);
            var bits = parts.length == 1 ? address.getAddress().length * 8 : Integer.parseInt(parts[1]);
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("REELGRAPH_TRUSTED_PROXIES: '" + text
                    + "' isn't an IP address or a range such as 10.0.0.0/8.");
        }
    }

    /** {@return the client's IP address as text, without a port} */
    public String of(HttpRequest<?> request) {
        var nearest = request.getRemoteAddress().getAddress();
        if (!isProxy(nearest)) {
            return nearest.getHostAddress();
        }
        var hops = request.getHeaders().getAll("X-Forwarded-For").stream()
                .flatMap(header -> Arrays.stream(header.split(","))).map(String::strip).toList();
        for (var hop : hops.reversed()) {
            var before = address(hop);
            if (before.isEmpty()) {
                break;
            }
            nearest = before.get();
            if (!isProxy(nearest)) {
                break;
            }
        }
        return nearest.getHostAddress();
    }

    /** {@return whether one of the owner's proxies sent the request} */
    public boolean isOfProxy(HttpRequest<?> request) {
        return isProxy(request.getRemoteAddress().getAddress());
    }

    /** {@return whether this is the IP address of one of the owner's proxies} */
    public boolean isProxy(InetAddress address) {
        if (proxies.isEmpty()) {
            return false;
        }
        var socket = new InetSocketAddress(address, 0);
        return proxies.stream().anyMatch(range -> range.matches(socket));
    }

    /** {@return an IP address in the form that {@link #of} returns; the text itself if it isn't one} */
    public static String normal(String text) {
        return address(text).map(InetAddress::getHostAddress).orElse(text);
    }

    // Host names are not accepted, so nothing is ever looked up.
    private static Optional<InetAddress> address(String text) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
    }
}

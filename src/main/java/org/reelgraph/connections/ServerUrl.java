package org.reelgraph.connections;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** The address of a server: scheme, host, port, and the path that it may be served below. */
public final class ServerUrl {

    private static final int LONGEST = 500;
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> SCHEMES = List.of("http", "https");

    private ServerUrl() {
    }

    /** {@return the address without a slash at its end} */
    public static String normalized(String url) {
        return url.strip().replaceAll("/+$", "");
    }

    /** {@return what is wrong with a normalized address; empty if nothing is} */
    public static Optional<UserError> error(String url, List<String> path) {
        return fault(url).map(fault -> UserError.of(UserErrorCode.INVALID).at(path)
                .saying(fault + " An address looks like http://192.168.1.5:8181 or https://example.org/tautulli."));
    }

    private static Optional<String> fault(String url) {
        if (url.length() > LONGEST) {
            return Optional.of("The address has more than " + LONGEST + " characters.");
        }
        try {
            return fault(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.of("This isn't an address.");
        }
    }

    private static Optional<String> fault(URI uri) {
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            return Optional.of("The address has to start with http:// or https://.");
        }
        if (uri.getHost() == null) {
            return Optional.of("The address has no host.");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            return Optional.of("The address has no possible port: that is a number from 1 to " + HIGHEST_PORT + ".");
        }
        if (uri.getUserInfo() != null) {
            return Optional.of("The address must not hold a user or password.");
        }
        return uri.getQuery() != null || uri.getFragment() != null
                ? Optional.of("The address must not have a query or fragment.")
                : Optional.empty();
    }

    /** {@return whether a server that had an address has another one's now, or none that can be used} */
    public static boolean isElsewhere(Optional<String> before, Optional<String> after) {
        return before.isPresent()
                && after.filter(url -> fault(url).isEmpty() && isSameServer(before.get(), url)).isEmpty();
    }

    /** {@return whether both addresses are of the same server, so that one may have the other's secret} */
    public static boolean isSameServer(String one, String other) {
        var first = URI.create(one);
        var second = URI.create(other);
        return first.getScheme().equalsIgnoreCase(second.getScheme())
                && first.getHost().equalsIgnoreCase(second.getHost())
                && Objects.equals(first.getPort(), second.getPort());
    }
}

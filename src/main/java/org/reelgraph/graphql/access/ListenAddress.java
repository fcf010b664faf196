package org.reelgraph.graphql.access;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/**
 * Normalizes the address that the server listens on and its context path. An IPv6 address may be given with or without
 * brackets; a path, with or without slashes at either end.
 */
@Introspected
@Setting(property = "micronaut.server.host",
        description = "The address to listen on. `::` means every address, IPv6 and IPv4.",
        values = "an IP address or host name of this machine")
@Setting(property = "micronaut.server.port",
        description = "The port to listen on. `0` takes any free port, which the log names.",
        form = ListenAddress.Port.class)
@Setting(property = "micronaut.server.context-path",
        description = "The path below which the server is reached, if a proxy passes paths on as they are.",
        values = "a path such as `/reel`")
@ContextConfigurer
public final class ListenAddress implements ApplicationContextConfigurer {

    private static final String HOST = "micronaut.server.host";
    private static final String PATH = "micronaut.server.context-path";
    // Above environment variables.
    private static final int PRECEDENCE = 1_000;
    private static final List<String> PATHS_BELOW = List.of("/graphql/schema", "/graphiql", "/health");

    /** A port; {@code -1} is the framework's way of taking any. */
    public record Port() implements Form {

        private static final WholeNumber PORTS = new WholeNumber(0, 65_535);

        @Override
        public boolean fits(String value) {
            return value.equals("-1") || PORTS.fits(value);
        }

        @Override
        public String description() {
            return "a port from 0, which takes any that is free, to 65535";
        }
    }

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        var values = new HashMap<String, Object>();
        environment.getProperty(HOST, String.class).filter(NetUtil::isValidIpV6Address)
                .filter(host -> !host.startsWith("[")).ifPresent(host -> values.put(HOST, "[" + host + "]"));
        environment.getProperty(PATH, String.class).ifPresent(path -> values.put(PATH, normal(path)));
        if (!values.isEmpty()) {
            environment.addPropertySource(PropertySource.of("listen-address", values, PRECEDENCE));
        }
    }

    private static String normal(String path) {
        var bare = path.strip().replaceAll("^/+|/+$", "");
        var normal = bare.isEmpty() ? "" : "/" + bare;
        // The framework treats a path as below the context path if it merely starts with the same characters.
        if (!bare.isEmpty() && PATHS_BELOW.stream().anyMatch(below -> below.startsWith(normal))) {
            throw new ConfigurationException(
                    "MICRONAUT_SERVER_CONTEXT_PATH can't be '" + path
                            + "', because a path of the server starts with it.");
        }
        return normal;
    }

    /** {@return whether a server that listens on this address is reachable from this machine only} */
    public static boolean isLoopback(@Nullable String host) {
        try {
            return host != null && !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

package org.reelgraph.connections.clients;

import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How downloaders and indexers are asked. How long an answer may take is decided for each of them, and a redirect isn't
 * followed: it would take the secret to another address.
 */
@Singleton
class ClientSettings extends HttpClientConfiguration {

    private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(5);
    // The longest time that anybody can give a server.
    private static final Duration MOST_TO_READ = Duration.ofMinutes(5);
    private static final int MOST_BYTES = 4 << 20;

    ClientSettings(ApplicationConfiguration application) {
        super(application);
        setConnectTimeout(MOST_TO_CONNECT);
        setReadTimeout(MOST_TO_READ);
        setFollowRedirects(false);
        setExceptionOnErrorStatus(false);
        setMaxContentLength(MOST_BYTES);
    }

    @Override
    public ConnectionPoolConfiguration getConnectionPoolConfiguration() {
        return new ConnectionPoolConfiguration();
    }
}

package org.reelgraph.connections.servers;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reelgraph.settings.declaration.Setting;

/**
 * How servers are asked. A redirect isn't followed: it would take the secret to another address.
 */
@Introspected
@Singleton
public class HttpSettings extends HttpClientConfiguration {

    private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 << 20;

    HttpSettings(ApplicationConfiguration application,
            @Setting(description = "How long a server that the library comes from may take to answer.",
                    defaultValue = "30s") @Property(name = "reelgraph.connections.timeout") Duration timeout) {
        super(application);
        if (!timeout.isPositive()) {
            throw new ConfigurationException("REELGRAPH_CONNECTIONS_TIMEOUT must be greater than 0.");
        }
        setConnectTimeout(timeout.compareTo(MOST_TO_CONNECT) < 0 ? timeout : MOST_TO_CONNECT);
        setReadTimeout(timeout);
        setFollowRedirects(false);
        setExceptionOnErrorStatus(false);
        setMaxContentLength(MOST_BYTES);
    }

    @Override
    public ConnectionPoolConfiguration getConnectionPoolConfiguration() {
        return new ConnectionPoolConfiguration();
    }
}

package org.reelgraph.artwork.fetching.web;

import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.runtime.ApplicationConfiguration;
import java.time.Duration;

/** How servers are asked for pictures. Redirects aren't followed by the client, since each has to be checked. */
abstract class FetchHttpSettings extends HttpClientConfiguration {

    private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(5);

    FetchHttpSettings(ApplicationConfiguration application, FetchSettings settings) {
        super(application);
        setConnectTimeout(settings.timeout().compareTo(MOST_TO_CONNECT) < 0 ? settings.timeout() : MOST_TO_CONNECT);
        setReadTimeout(settings.timeout());
        setFollowRedirects(false);
        setExceptionOnErrorStatus(false);
    }

    @Override
    public ConnectionPoolConfiguration getConnectionPoolConfiguration() {
        return new ConnectionPoolConfiguration();
    }
}

package org.reelgraph.storage.postgresql;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;
import java.util.Map;
import org.reelgraph.settings.declaration.Setting;

/**
 * How long the database is waited for, and how many connections read from it.
 *
 * @param start       how long a start waits until it can connect
 * @param timeout     how long a connection may take to be made or to become free, and the server to show a sign of life
 * @param statement   after what time the server ends a statement that reads, whatever has become of this program
 * @param connections the most connections that read
 */
@Introspected
record DatabaseLimits(
        @Setting(property = WAIT,
                description = "How long a start waits for a PostgreSQL database that can't be reached.",
                defaultValue = "60s") Duration start,
        @Setting(property = TIMEOUT,
                description = "How long a connection to PostgreSQL may take to be made or to become"
                        + " free, and how long the server may be silent. Beyond that, requests get `SERVICE_UNAVAILABLE` or"
                        + " `OVERLOADED`.",
                defaultValue = "5s") Duration timeout,
        @Setting(property = STATEMENT, description = "After what time PostgreSQL ends a statement that reads, as its"
                + " `statement_timeout`. It is a safety net: `REELGRAPH_LIMITS_TIME` ends queries sooner.",
                defaultValue = "5m") Duration statement,
        @Setting(property = CONNECTIONS,
                description = "Connections to PostgreSQL that read. A server has up to six more, one"
                        + " of which writes.",
                defaultValue = "8") int connections) {

    private static final String WAIT = "reelgraph.database-wait";
    static final String TIMEOUT = "reelgraph.database-timeout";
    private static final String STATEMENT = "reelgraph.database-statement-timeout";
    private static final String CONNECTIONS = "reelgraph.database-connections";

    /** {@return the limits that the settings give} */
    static DatabaseLimits in(PropertyResolver settings) {
        return new DatabaseLimits(settings.getRequiredProperty(WAIT, Duration.class),
                settings.getRequiredProperty(TIMEOUT, Duration.class),
                settings.getRequiredProperty(STATEMENT, Duration.class),
                settings.getRequiredProperty(CONNECTIONS, Integer.class));
    }

    /** {@return these limits as settings} */
    Map<String, Object> asSettings() {
        return Map.of(WAIT, start, TIMEOUT, timeout, STATEMENT, statement, CONNECTIONS, connections);
    }
}

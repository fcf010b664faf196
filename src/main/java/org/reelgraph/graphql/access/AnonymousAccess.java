package org.reelgraph.graphql.access;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What callers may see who aren't signed in: the catalogue, or nothing but the way in. */
@Singleton
public class AnonymousAccess {

    private final boolean seesCatalog;

    /**
     * @param setting {@code catalog}, {@code none}, or empty: the catalogue as long as only this machine reaches the server
     * @param host    the address that the server listens on
     */
    public AnonymousAccess(@Property(name = "reelgraph.anonymous") @Nullable String setting,
            @Property(name = "micronaut.server.host") @Nullable String host) {
        seesCatalog = switch (setting == null ? "" : setting.strip().toLowerCase(Locale.ROOT)) {
            case "" -> ListenAddress.isLoopback(host);
            case "catalog" -> true;
            case "none" -> false;
            default -> throw new ConfigurationException("REELGRAPH_ANONYMOUS is 'catalog' or 'none', not '" + setting
                    + "'.");
        };
    }

    /** {@return whether they see the catalogue} */
    public boolean seesCatalog() {
        return seesCatalog;
    }
}

package org.reelgraph.graphql.access;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.DecidedSetting;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/** What callers may see without signing in: the catalogue, or nothing but the sign-in. */
@Introspected
@Singleton
public class AnonymousAccess implements DecidedSetting {

    private static final String CATALOG = "catalog";
    private static final String NONE = "none";

    /** {@code catalog} or {@code none}. */
    public record Choice() implements Form {

        @Override
        public boolean fits(String value) {
            return value.equals(CATALOG) || value.equals(NONE);
        }

        @Override
        public boolean isReadable(String value) {
            return true; // AnonymousAccess takes any case, and names the fault
        }

        @Override
        public String description() {
            return "catalog or none";
        }
    }

    private final boolean seesCatalog;
    private final boolean seesByDefault;

    /**
     * @param setting {@code catalog}, {@code none}, or empty; empty means the catalogue if only this machine can reach
     *                the server
     * @param host    the host name or IP address that the server listens on
     */
    public AnonymousAccess(
            @Setting(description = "What callers see who aren't signed in.",
                    otherwise = "`catalog` on a loopback address, otherwise `none`",
                    form = AnonymousAccess.Choice.class,
                    storable = true) @Property(name = "reelgraph.anonymous") @Nullable String setting,
            @Property(name = "micronaut.server.host") @Nullable String host) {
        seesByDefault = ListenAddress.isLoopback(host);
        seesCatalog = switch (setting == null ? "" : setting.strip().toLowerCase(Locale.ROOT)) {
            case "" -> seesByDefault;
            case CATALOG -> true;
            case NONE -> false;
            default ->
                throw new ConfigurationException("REELGRAPH_ANONYMOUS must be 'catalog' or 'none', not '" + setting
                        + "'.");
        };
    }

    /** {@return whether anonymous callers see the catalogue} */
    public boolean seesCatalog() {
        return seesCatalog;
    }

    @Override
    public String property() {
        return "reelgraph.anonymous";
    }

    @Override
    public String decision() {
        return seesByDefault ? CATALOG : NONE;
    }
}

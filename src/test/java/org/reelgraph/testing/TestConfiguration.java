package org.reelgraph.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each program that a test starts in its own process the database of the run, and settings by which it waits for
 * nothing, unless the test names them.
 */
@ContextConfigurer
public final class TestConfiguration implements ApplicationContextConfigurer {

    // Neither for clients that keep their connections open, nor for the disk, nor for meters that nobody reads.
    private static final Map<String, String> WITHOUT_WAITS = Map.of("reelgraph.stop-grace", "0s",
            "reelgraph.durability", "normal", "reelgraph.meters", "false");

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        var settings = new HashMap<String, Object>(WITHOUT_WAITS);
        environment.getProperty("reelgraph.data-dir", Path.class).flatMap(TestDatabase::address)
                .ifPresent(address -> settings.put("reelgraph.database", address));
        settings.keySet().removeIf(environment::containsProperty);
        environment.addPropertySource(PropertySource.of("tests", settings));
    }
}

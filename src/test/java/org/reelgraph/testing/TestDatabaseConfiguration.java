package org.reelgraph.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.nio.file.Path;
import java.util.Map;

/** Gives each program that a test starts in its own process the database of the run, unless the test names one. */
@ContextConfigurer
public final class TestDatabaseConfiguration implements ApplicationContextConfigurer {

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.containsProperty("reelgraph.database")) {
            environment.getProperty("reelgraph.data-dir", Path.class).flatMap(TestDatabase::address)
                    .ifPresent(address -> environment
                            .addPropertySource(PropertySource.of("test-database",
                                    Map.of("reelgraph.database", address))));
        }
    }
}

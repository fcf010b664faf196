package org.reelgraph.settings;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.reelgraph.settings.declaration.DeclaredSetting;
import org.reelgraph.settings.declaration.DeclaredSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of variables that look like settings but aren't, such as misspelt ones. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class UnknownSettings {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownSettings.class);
    private static final String PREFIX = "REELGRAPH_";
    // For tests and measurements of the program.
    private static final String INTERNAL = "REELGRAPH_MIGRATIONS";

    private final Environment environment;

    UnknownSettings(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void tell(StartupEvent started) {
        names().forEach(
                name -> LOG.warn("{} is not a setting and has no effect. Do you mean {}?", name, nearest(name)));
    }

    private Stream<String> names() {
        return environment.getPropertySources().stream()
                .flatMap(source -> StreamSupport.stream(source.spliterator(), false))
                .filter(name -> name.startsWith(PREFIX) && !name.equals(INTERNAL)
                        && DeclaredSettings.named(name).isEmpty())
                .distinct().sorted();
    }

    private static String nearest(String name) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return DeclaredSettings.ALL.stream().map(DeclaredSetting::name)
                .min(Comparator.comparing(known -> distance.apply(name, known)))
                .orElseThrow();
    }
}

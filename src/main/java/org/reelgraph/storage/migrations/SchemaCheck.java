package org.reelgraph.storage.migrations;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.health.HealthCheck;

/** Whether the tables are still those that the server started with: another version of the program may change them. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class SchemaCheck implements HealthCheck {

    private final HistoryReader history;
    private volatile int latest;

    SchemaCheck(HistoryReader history) {
        this.history = history;
    }

    /** Takes note of the tables that there are now. */
    @EventListener
    void begin(StartupEvent started) {
        latest = history.find().latest();
    }

    @Override
    public String checked() {
        return "migrations";
    }

    @Override
    public Optional<String> problem() {
        var now = history.find();
        if (now.failed() > 0) {
            return Optional.of("A migration has failed.");
        }
        return now.latest() == latest
                ? Optional.empty()
                : Optional.of("Another version of the program has changed the tables. Start that one here, too.");
    }
}

package org.reelgraph;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Gives back the memory that only the start needed, where there is little. An idle server would keep it: the JVM collects
 * when it needs space, and not before.
 */
@Singleton
class StartupMemory {

    private static final long LITTLE = 256L << 20;
    // The first requests shouldn't wait for it.
    private static final Duration LATER = Duration.ofSeconds(5);

    private final TaskScheduler scheduler;

    StartupMemory(@Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @EventListener
    void giveBack(ServerStartupEvent started) {
        if (Runtime.getRuntime().maxMemory() <= LITTLE) {
            scheduler.schedule(LATER, System::gc);
        }
    }
}

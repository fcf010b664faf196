package org.reelgraph.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** How many jobs haven't ended. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class JobMetrics implements MeterBinder {

    private final JobRepository jobs;

    JobMetrics(JobRepository jobs) {
        this.jobs = jobs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.of(JobState.values()).filter(state -> !state.isEnded())
                .forEach(state -> Gauge.builder("reelgraph.jobs", jobs, all -> all.countIn(state))
                        .tag("state", state.name()).description("Jobs that haven't ended").register(registry));
    }
}

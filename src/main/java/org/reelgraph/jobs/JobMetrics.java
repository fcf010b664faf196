package org.reelgraph.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** How many jobs haven't ended. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class JobMetrics implements MeterBinder {

    // The pools, which repositories need, are measured themselves, so the meters come first.
    private final BeanProvider<JobRepository> jobs;

    JobMetrics(BeanProvider<JobRepository> jobs) {
        this.jobs = jobs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.of(JobState.values()).filter(state -> !state.isEnded())
                .forEach(state -> Gauge.builder("reelgraph.jobs", jobs, all -> all.get().countIn(state))
                        .tag("state", state.name()).description("Jobs that haven't ended").register(registry));
    }
}

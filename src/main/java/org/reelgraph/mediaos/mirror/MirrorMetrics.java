package org.reelgraph.mediaos.mirror;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.reelgraph.mediaos.mirror.MirroredFile.FileState;

/** How many files of the mirror are in which state. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = "reelgraph.mediaos.mirror")
class MirrorMetrics implements MeterBinder {

    private final Mirror mirror;

    MirrorMetrics(Mirror mirror) {
        this.mirror = mirror;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.of(FileState.values()).forEach(state -> Gauge
                .builder("reelgraph.mediaos.mirror.files", mirror, all -> all.count().getOrDefault(state, 0L))
                .tag("state", state.name()).description("Files of the mirror").register(registry));
    }
}

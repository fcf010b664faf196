package org.reelgraph.mediaos.reading;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.reelgraph.mediaos.reading.FollowedFile.FollowedFileState;

/** How many files that the database follows are in which state. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = "reelgraph.mediaos.read")
class ReadingMetrics implements MeterBinder {

    private final Following following;

    ReadingMetrics(Following following) {
        this.following = following;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.of(FollowedFileState.values()).forEach(state -> Gauge
                .builder("reelgraph.mediaos.reading.files", following,
                        all -> all.files().stream().filter(file -> file.state() == state).count())
                .tag("state", state.name()).description("Files of MediaOS that the database follows")
                .register(registry));
    }
}

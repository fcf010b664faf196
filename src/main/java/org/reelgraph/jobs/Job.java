package org.reelgraph.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A piece of work in the queue.
 *
 * @param jobGroup      of which jobs only one runs at a time
 * @param workKey       which piece of work it is, if another request may join it
 * @param priority      jobs with a higher one come first
 * @param position      the place among jobs of the same priority
 * @param input         as JSON
 * @param checkpoint    what a later run needs to go on
 * @param attempts      how often it was begun
 * @param nextAttemptAt not begun before; by other programs, if one has reserved it
 * @param leaseOwner    the run, or the program that has reserved it
 * @param offer         what a server has to find at its source to take it from the program that has reserved it; null if
 *                      none may
 * @param rate          how many were done in a second recently
 * @param progressAt    when its progress was saved
 * @param error         why it failed, or a remark about how it ended
 * @param retryOf       the job of which it does the rest
 */
@MappedEntity("jobs")
@GeneratedBuilder
public record Job(@Id long id, String kind, JobState state, String jobGroup, @Nullable String workKey, int priority,
        long position, String input, @Nullable String checkpoint, JobOwner.Kind ownerKind, @Nullable Long ownerId,
        String ownerLabel, int attempts, int maxAttempts,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant nextAttemptAt, @Nullable String leaseOwner,
        @Nullable String offer,
        long done, long total, @Nullable String unit, @Nullable String currentItem, @Nullable Double rate,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant progressAt, @Nullable String error,
        @Nullable Long retryOf, @MappedProperty(converter = InstantColumn.class) Instant requestedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant startedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant finishedAt) {
}

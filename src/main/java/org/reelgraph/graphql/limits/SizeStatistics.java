package org.reelgraph.graphql.limits;

import graphql.schema.GraphQLSchema;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lengths of the schema's lists. They are measured at startup and again after changes, at most every 30
 * seconds.
 */
@Context
@Requires(property = "reelgraph.serves", value = "true")
public class SizeStatistics {

    // Limits the time spent on measuring a large library to about one percent, however much is written.
    private static final int REST = 100;
    private static final Logger LOG = LoggerFactory.getLogger(SizeStatistics.class);

    private final GraphQLSchema schema;
    private final List<ListSizes> lists;
    private final DataVersion data;
    private final TimeMeter time;
    private final List<ListSize> ofIntrospection;
    private volatile SchemaSizes sizes;
    private long version;
    private long next; // in nanoseconds of the monotonic clock

    SizeStatistics(GraphQLSchema schema, List<ListSizes> lists, DataVersion data, TimeMeter time) {
        this.time = time;
        this.schema = schema;
        this.lists = lists;
        this.data = data;
        this.ofIntrospection = IntrospectionSizes.of(schema);
        sizes = measured();
    }

    /** {@return the latest sizes; the same object until they are measured again} */
    SchemaSizes current() {
        return sizes;
    }

    /** Measures the features' lists again. */
    public synchronized void refresh() {
        sizes = measured();
    }

    private SchemaSizes measured() {
        var start = time.currentTimeNanos();
        version = data.now();
        var measured = new SchemaSizes(schema,
                Stream.concat(lists.stream().flatMap(each -> each.measured().stream()), ofIntrospection.stream())
                        .toList());
        var end = time.currentTimeNanos();
        next = end + REST * (end - start);
        return measured;
    }

    @Scheduled(fixedDelay = "30s", initialDelay = "30s")
    synchronized void refreshAfterChanges() {
        try {
            if (time.currentTimeNanos() - next >= 0 && data.now() != version) {
                refresh();
            }
        } catch (RuntimeException e) {
            if (!StorageFailure.isOutage(e)) {
                LOG.warn("The sizes of lists could not be measured; trying again in half a minute", e);
            }
        }
    }
}

package org.reelgraph.graphql.queue;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.reelgraph.settings.declaration.Setting;

/**
 * The queues that requests go through. All requests are parsed, and most are answered, on the threads of
 * {@link #requests()}. Queries that are expected to return a lot move on to {@link #largeQueries()}, so that short
 * queries don't wait for them. Mutations move on to {@link #mutations()}.
 */
@Introspected
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
public class RequestQueues implements GracefulShutdownCapable {

    // The last part of the framework's grace period is reserved for answering rejected requests.
    private static final Duration LAST_BEGINNING = Duration.ofSeconds(3);

    private final FairQueue requests;
    private final FairQueue largeQueries;
    private final FairQueue mutations;

    /**
     * @param all          how many requests may wait in each queue ({@code REELGRAPH_LIMITS_QUEUE})
     * @param ofOne        how many of these may belong to one client ({@code REELGRAPH_LIMITS_QUEUE_OF_ONE})
     * @param wait         how long a request may wait ({@code REELGRAPH_LIMITS_QUEUE_WAIT})
     * @param mutationWait how long a mutation may wait ({@code REELGRAPH_LIMITS_QUEUE_MUTATION_WAIT})
     */
    RequestQueues(@Named("graphql") ExecutorService graphql, @Named("large-queries") ExecutorService large,
            @Named("writes") ExecutorService writes,
            @Property(name = "micronaut.executors.graphql.n-threads") int threads,
            @Property(name = "micronaut.executors.large-queries.n-threads") int largeThreads,
            @Property(name = "micronaut.executors.writes.n-threads") int writingThreads,

            @Setting(description = "Requests that may wait for their turn.", defaultValue = "1000",
                    storable = true) @Property(name = "reelgraph.limits.queue") int all,

            @Setting(description = "Requests of one user or IP address that may wait for their turn.",
                    defaultValue = "500", storable = true) @Property(name = "reelgraph.limits.queue-of-one") int ofOne,

            @Setting(description = "How long a query waits for its turn.", defaultValue = "10s",
                    storable = true) @Property(name = "reelgraph.limits.queue-wait") Duration wait,

            @Setting(description = "How long a mutation waits for its turn.", defaultValue = "60s",
                    storable = true) @Property(name = "reelgraph.limits.queue-mutation-wait") Duration mutationWait) {
        if (all < 1 || ofOne < 1 || !wait.isPositive() || !mutationWait.isPositive()) {
            throw new ConfigurationException("The settings REELGRAPH_LIMITS_QUEUE… must be greater than 0.");
        }
        requests = new FairQueue(graphql, threads, new QueueBounds(all, ofOne, wait), System::nanoTime);
        largeQueries = new FairQueue(large, largeThreads, new QueueBounds(all, ofOne, wait), System::nanoTime);
        mutations = new FairQueue(writes, writingThreads, new QueueBounds(all, ofOne, mutationWait), System::nanoTime);
    }

    /** {@return the queue that all requests enter first} */
    public FairQueue requests() {
        return requests;
    }

    /** {@return the queue of queries that are expected to return a lot} */
    public FairQueue largeQueries() {
        return largeQueries;
    }

    /** {@return the queue of mutations} */
    public FairQueue mutations() {
        return mutations;
    }

    @Scheduled(fixedDelay = "250ms")
    void sweep() {
        Stream.of(requests, largeQueries, mutations).forEach(FairQueue::sweep);
    }

    /**
     * Schedules the rejection of requests that are still waiting near the end of the grace period, so that they are
     * answered before the server stops.
     *
     * @return a completed stage: there is nothing to wait for
     */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        CompletableFuture.delayedExecutor(LAST_BEGINNING.toMillis(), TimeUnit.MILLISECONDS).execute(this::close);
        return CompletableFuture.completedFuture(null);
    }

    @PreDestroy
    void close() {
        Stream.of(requests, largeQueries, mutations).forEach(FairQueue::close);
    }
}

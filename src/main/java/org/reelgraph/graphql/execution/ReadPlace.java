package org.reelgraph.graphql.execution;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.Replicas;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one operation reads: a query at a replica that has what its caller wrote or saw last, or at the database itself.
 * There it is run once more if it fails at the replica, which may be of the replica's making: because it stopped, or
 * cancelled the query to go on following the database, or doesn't know yet what the query is about.
 */
public final class ReadPlace {

    /** The database itself, where there are no replicas. */
    public static final ReadPlace ONLY = new ReadPlace(Optional.empty(), 0, false, position -> {
    });

    /** A position that no replica has. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(ReadPlace.class);

    private final Optional<Replicas> replicas;
    private final long position;
    private final boolean isSignedIn;
    private final LongConsumer ahead;
    private boolean isReplica;
    private boolean isSecondAttempt;
    private boolean isAhead;
    private OptionalLong shown = OptionalLong.empty();

    private ReadPlace(Optional<Replicas> replicas, long position, boolean isSignedIn, LongConsumer ahead) {
        this.replicas = replicas;
        this.position = position;
        this.isSignedIn = isSignedIn;
        this.ahead = ahead;
    }

    /**
     * Begins an operation.
     *
     * @param position   what its reads have to see
     * @param isSignedIn whether the caller is, so that what they see doesn't grow older either: where many callers have one
     *                   IP address, one of them would keep all from the replica
     * @param ahead      receives the position of what it has written, or has seen where the replica was behind
     */
    ReadPlace(Replicas replicas, long position, boolean isSignedIn, LongConsumer ahead) {
        this(Optional.of(replicas), position, isSignedIn, ahead);
    }

    static ReadPlace of(GraphQLContext context) {
        return context.getOrDefault(ReadPlace.class, ONLY);
    }

    /** {@return whether there are no replicas} */
    boolean isOnly() {
        return replicas.isEmpty();
    }

    /** {@return whether it reads at a replica now, so that a failure is nothing to tell anyone} */
    boolean isReplica() {
        return isReplica;
    }

    /** {@return whether the operation is run once more, and counted already} */
    boolean isSecondAttempt() {
        return isSecondAttempt;
    }

    /**
     * {@return the position of what the answer shows, where it shows more than a replica does; empty if there are none}
     */
    public OptionalLong shown() {
        return shown;
    }

    /** {@return the result of an execution; of a second one if it fails at a replica within its limits} */
    CompletableFuture<ExecutionResult> execute(Budget budget, Supplier<CompletableFuture<ExecutionResult>> execution) {
        return attempt(execution).handle((result, failure) -> {
            var failed = failure != null || !result.getErrors().isEmpty();
            return failed && isReplica && budget.restart()
                    ? again(execution)
                    : failure == null
                            ? CompletableFuture.completedFuture(result)
                            : CompletableFuture.<ExecutionResult>failedFuture(failure);
        }).thenCompose(Function.identity());
    }

    private CompletableFuture<ExecutionResult> again(Supplier<CompletableFuture<ExecutionResult>> execution) {
        isReplica = false;
        isSecondAttempt = true;
        return attempt(execution).whenComplete((result, failure) -> noteRead());
    }

    private static CompletableFuture<ExecutionResult> attempt(
            Supplier<CompletableFuture<ExecutionResult>> execution) {
        try {
            return execution.get();
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(ReadStrategy.refused(e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Does work that reads in one transaction. */
    void read(Runnable work) {
        if (isSecondAttempt) {
            work.run();
            return;
        }
        replicas.orElseThrow().read(position, () -> isReplica = true, () -> isAhead = true, work);
        if (isAhead) {
            noteRead();
        }
    }

    private void noteRead() {
        if (isSignedIn) {
            note();
        }
    }

    /** {@return the result of work that writes; whoever has it is sure to see what was written} */
    <T> CompletableFuture<T> write(Supplier<CompletableFuture<T>> work) {
        return replicas.isEmpty() ? work.get() : work.get().whenComplete((result, failure) -> note());
    }

    private void note() {
        try {
            shown = OptionalLong.of(replicas.orElseThrow().position());
            ahead.accept(shown.getAsLong());
        } catch (RuntimeException e) {
            LOG.warn("How far the database has written can't be found out yet: {}", StorageFailure.reasonOf(e));
            ahead.accept(UNKNOWN);
        }
    }
}

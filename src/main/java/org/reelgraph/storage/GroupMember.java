package org.reelgraph.storage;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One thread's work that may be committed with that of others, by whichever thread of them leads. */
final class GroupMember<T> {

    private final Supplier<T> work;
    private final ChangeScope changes;
    private final StatementListener listener;
    private final PropagatedContext context = PropagatedContext.getOrEmpty();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
    private boolean isDone;
    private Supplier<T> outcome = () -> {
        throw new IllegalStateException("The work was not done.");
    };

    /**
     * @param changes  what the work may change
     * @param listener is told of its statements, whichever thread runs them
     */
    GroupMember(Supplier<T> work, ChangeScope changes, StatementListener listener) {
        this.work = work;
        this.changes = changes;
        this.listener = listener;
    }

    /** {@return what the work may change} */
    ChangeScope changes() {
        return changes;
    }

    /** {@return what is told of the work's statements} */
    StatementListener listener() {
        return listener;
    }

    /** {@return whether its thread is to lead a group; if not, another thread has done the work} */
    boolean awaitTurn() {
        return turn.join();
    }

    /** Has its thread lead a group. */
    void lead() {
        turn.complete(true);
    }

    /** Has its thread go on with the result. */
    void end() {
        turn.complete(false);
    }

    /** {@return what is to be done once the work is committed} */
    List<Runnable> afterCommit() {
        return afterCommit;
    }

    /** {@return the context of its thread, with these elements} */
    PropagatedContext contextWith(List<PropagatedContextElement> elements) {
        var all = context;
        for (var element : elements) {
            all = all.plus(element);
        }
        return all;
    }

    /** Does the work. */
    void run() {
        var value = work.get();
        outcome = () -> value;
        isDone = true;
    }

    /** Notes that the work failed. */
    void fail(Throwable failure) {
        isDone = false;
        outcome = () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new StorageException("The transaction failed.", failure);
        };
    }

    /** Notes that the group was not committed, unless the work had failed before. */
    void lose(Throwable cause) {
        if (isDone) {
            fail(new StorageException("The transaction could not be committed.", cause));
        }
    }

    /** {@return the work's result, or throws what it failed of; then what is left to be done after the commit is done} */
    T result() {
        var result = outcome.get();
        afterCommit.forEach(Runnable::run);
        return result;
    }
}

package org.reelgraph.storage;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits work of several threads in one transaction (group commit), because a commit takes longer than a small change.
 * The first of the threads that wait leads: it begins the transaction and does its own work, then that of those who came
 * meanwhile, and commits for all. Work that fails is rolled back to the savepoint before it, so the others' stays.
 * {@link GroupQueue} tells how long others are waited for.
 */
@Singleton
class CommitGroups {

    private static final Logger LOG = LoggerFactory.getLogger(CommitGroups.class);

    private static final int MOST = 32;
    private static final Duration LONGEST = Duration.ofMillis(10);
    // A client that has its answer sends its next request within less, and the group before has taken longer.
    private static final Duration PATIENCE = Duration.ofMillis(2);
    private static final int MOST_ATTEMPTS = 3;
    // More than is put off within a second. Those who write all the time must not keep others waiting for ever.
    private static final int MOST_PARTS = 200;
    private static final StatementListener NOBODY = bytes -> {
    };
    private static final TransactionDefinition SAVEPOINT = TransactionDefinition.of(Propagation.NESTED);

    private final TransactionOperations<Connection> transactions;
    private final DataVersion version;
    private final LostTransaction lostTransaction;
    private final Backlog backlog;
    private final Duration longest;
    private final ScopedValue<Hooks> current = ScopedValue.newInstance();
    private final ScopedValue<ChangeScope> changes = ScopedValue.newInstance();

    private final GroupQueue queue = new GroupQueue(PATIENCE);

    /**
     * What is to be done around the commit.
     *
     * @param before of the whole transaction
     * @param after  of one piece of work
     */
    private record Hooks(Set<Runnable> before, List<Runnable> after) {
    }

    /** What work has given. */
    private record Done<T>(T result) {
    }

    @Inject
    CommitGroups(@Named("writer") TransactionOperations<Connection> transactions, DataVersion version,
            LostTransaction lostTransaction, Backlog backlog) {
        this(transactions, version, lostTransaction, backlog, LONGEST);
    }

    /** @param longest how long a group takes up others; whoever leads waits this much longer, and for the last of them */
    CommitGroups(TransactionOperations<Connection> transactions, DataVersion version, LostTransaction lostTransaction,
            Backlog backlog, Duration longest) {
        this.backlog = backlog;
        this.longest = longest;
        this.transactions = transactions;
        this.version = version;
        this.lostTransaction = lostTransaction;
    }

    /** Does something before the current transaction is committed; at once if there is none. */
    void beforeCommit(Runnable work) {
        if (current.isBound()) {
            current.get().before().add(work);
        } else {
            work.run();
        }
    }

    /** Does something after the current transaction is committed, unless the work fails; at once if there is none. */
    void afterCommit(Runnable work) {
        if (current.isBound()) {
            current.get().after().add(work);
        } else {
            work.run();
        }
    }

    /** {@return the result of work whose transactions change nothing but the library} */
    <T> T ofLibrary(Supplier<T> work) {
        return ScopedValue.where(changes, ChangeScope.LIBRARY).call(work::get);
    }

    /** {@return the result of work in a transaction of its own, during which hardly anything is put off} */
    <T> T alone(Supplier<T> work) {
        for (var attempt = 1;; attempt++) {
            // Until this has the database, others may have put off more. Those who do so all the time don't keep it waiting.
            var mayBegin = !catchUp() || attempt == MOST_ATTEMPTS;
            var member = this.<Optional<Done<T>>>member(NOBODY, () -> !mayBegin && backlog.isDue()
                    ? Optional.empty()
                    : Optional.of(new Done<>(work.get())));
            commit(member, false);
            if (member.result().isPresent()) {
                return member.result().get().result();
            }
        }
    }

    /**
     * {@return the result of work in a transaction that others may share}
     *
     * @param listener is told of the work's statements, but not of those that are left for the end of the transaction
     */
    <T> T share(StatementListener listener, Supplier<T> work) {
        var member = member(listener, work);
        if (queue.enter(member) || member.awaitTurn()) {
            commit(member, true);
        }
        return member.result();
    }

    private <T> GroupMember<T> member(StatementListener listener, Supplier<T> work) {
        return new GroupMember<>(work, changes.orElse(ChangeScope.ANYTHING), listener);
    }

    /**
     * Does what is put off so far, each part as a member of a group, so that others who write get their turn between them.
     *
     * @return whether that succeeded
     */
    boolean catchUp() {
        try {
            for (var parts = 0; parts < MOST_PARTS && backlog.isDue() && hasDoneSome();) {
                parts++;
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("What was put off could not be done", e);
            return false;
        }
    }

    // In a group, one part may find nothing because the part before it did all, and neither is committed yet.
    private boolean hasDoneSome() {
        var completion = backlog.completion();
        var hadAny = ScopedValue.where(changes, ChangeScope.NOTHING).call(() -> share(NOBODY, backlog::doSome));
        if (!hadAny) {
            completion.run();
        }
        return hadAny;
    }

    /** {@return how many threads lead a group or wait for their turn} */
    int size() {
        return queue.size();
    }

    private void commit(GroupMember<?> first, boolean isShared) {
        var joined = new ArrayList<GroupMember<?>>();
        var outside = PropagatedContext.getOrEmpty().getAllElements();
        try {
            transactions.executeWrite(status -> {
                var before = new LinkedHashSet<Runnable>();
                run(first, before, status);
                if (isShared) {
                    runOthers(joined, before, status, outside);
                }
                before.forEach(Runnable::run);
                return joined;
            });
        } catch (Throwable e) {
            var failure = explain(e);
            first.fail(failure);
            joined.forEach(member -> member.lose(failure));
        } finally {
            noteChange(first, joined);
            if (isShared) {
                queue.handOver(1 + joined.size());
            }
            joined.forEach(GroupMember::end);
        }
    }

    private void noteChange(GroupMember<?> first, List<GroupMember<?>> joined) {
        switch (joined.stream().map(GroupMember::changes).reduce(first.changes(), ChangeScope::and)) {
            case NOTHING -> {
                // No answer differs.
            }
            case LIBRARY -> version.libraryChanged();
            case ANYTHING -> version.changed();
        }
    }

    private void run(GroupMember<?> member, Set<Runnable> before, TransactionStatus<Connection> status) {
        lostTransaction.forget();
        ScopedValue.where(current, new Hooks(before, member.afterCommit()))
                .run(() -> MeteredConnection.meterOf(status.getConnection()).counting(member.listener(), () -> {
                    member.run();
                    return member;
                }));
    }

    private void runOthers(List<GroupMember<?>> joined, Set<Runnable> before, TransactionStatus<Connection> status,
            List<PropagatedContextElement> outside) {
        var ofTransaction = new ArrayList<>(PropagatedContext.getOrEmpty().getAllElements());
        ofTransaction.removeAll(outside);
        var end = System.nanoTime() + longest.toNanos();
        for (var next = queue.next(1); next != null; next = isFull(joined, end)
                ? null
                : queue.next(1 + joined.size())) {
            joined.add(next);
            try (var scope = next.contextWith(ofTransaction).propagate()) {
                var member = next;
                transactions.execute(SAVEPOINT, savepoint -> {
                    run(member, before, status);
                    return member;
                });
            } catch (Throwable e) {
                next.fail(explain(e));
                checkTransaction(status);
            }
        }
    }

    private static boolean isFull(List<GroupMember<?>> joined, long end) {
        return joined.size() >= MOST || System.nanoTime() - end > 0;
    }

    private Throwable explain(Throwable failure) {
        return failure instanceof RuntimeException e ? lostTransaction.explain(e) : failure;
    }

    // A connection that was closed because of a failure has lost what it did before, and would do nothing more.
    private static void checkTransaction(TransactionStatus<Connection> status) {
        try {
            if (status.getConnection().isClosed()) {
                throw new StorageException("The transaction was lost.");
            }
        } catch (SQLException e) {
            throw new StorageException("The transaction was lost.", e);
        }
    }
}

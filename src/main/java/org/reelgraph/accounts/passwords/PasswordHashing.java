package org.reelgraph.accounts.passwords;

import io.github.bucket4j.TimeMeter;
import io.micronaut.core.util.SupplierUtil;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.sessions.KnownNetworks;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Hashes passwords on threads of its own: half as many as there are cores, so that sign-ins leave room for queries, and
 * fewer if the heap is small. Every failed comparison is answered the same time after its start, whether or not the
 * user exists and whatever kind of hash they have. Until then it keeps its place, but no thread, so the waiting time of
 * the next one reveals nothing either.
 */
@Singleton
public class PasswordHashing {

    private static final int HEAP_PER_HASHING = 8;
    private static final long BYTES_PER_KIB = 1024;

    /**
     * The result of a comparison: the user if the password is right, and a new hash if theirs is outdated.
     */
    record Verdict(Optional<User> user, Optional<String> newHash) {
    }

    /** Runs something after a number of nanoseconds. */
    interface Later {
        void run(long nanos, Runnable work);
    }

    private final Passwords passwords;
    private final ComparisonTime comparisonTime;
    private final KnownNetworks known;
    private final TimeMeter time;
    private final SignInQueue queue;
    private final Later later;
    private final Optional<ExecutorService> threads;
    private final Supplier<String> nobody;

    @Inject
    public PasswordHashing(Passwords passwords, ComparisonTime comparisonTime, KnownNetworks known,
            PasswordSettings settings,
            TimeMeter time) {
        this(passwords, comparisonTime, known, settings, time, threads(settings));
    }

    private PasswordHashing(Passwords passwords, ComparisonTime comparisonTime, KnownNetworks known,
            PasswordSettings settings, TimeMeter time, ExecutorService threads) {
        this(passwords, comparisonTime, known, time, new SignInQueue(places(settings), settings.queue(), threads),
                (nanos, work) -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, threads).execute(work),
                Optional.of(threads));
    }

    public PasswordHashing(Passwords passwords, ComparisonTime comparisonTime, KnownNetworks known, TimeMeter time,
            SignInQueue queue, Later later, Optional<ExecutorService> threads) {
        this.passwords = passwords;
        this.comparisonTime = comparisonTime;
        this.known = known;
        this.time = time;
        this.queue = queue;
        this.later = later;
        this.threads = threads;
        // Most commands never compare a password, and a hash takes as long as the rest of a small command.
        nobody = SupplierUtil.memoized(() -> passwords.hash("of nobody"));
    }

    private static ExecutorService threads(PasswordSettings settings) {
        return Executors.newFixedThreadPool(places(settings),
                Thread.ofPlatform().name("hashing-", 0).daemon().factory());
    }

    private static int places(PasswordSettings settings) {
        var inHeap = Runtime.getRuntime().maxMemory() / HEAP_PER_HASHING / (settings.hashMemory() * BYTES_PER_KIB);
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors() / 2, inHeap));
    }

    /**
     * Checks that there is room for one more comparison.
     *
     * @throws RequestException as {@code OVERLOADED}, if too many are waiting already
     */
    void checkRoom(Caller caller) {
        queue.checkRoom(isKnown(caller));
    }

    private boolean isKnown(Caller caller) {
        return caller.viewer().isPresent() || known.contains(caller.network());
    }

    /**
     * {@return whether the password is this user's}
     *
     * @param user finds the user; runs within the time that every comparison takes
     * @throws RequestException as {@code OVERLOADED}, if too many are waiting already
     */
    CompletableFuture<Verdict> compare(Caller caller, String password, Supplier<Optional<User>> user) {
        var answer = new CompletableFuture<Verdict>();
        queue.submit(isKnown(caller), () -> compare(password, user, answer));
        return answer;
    }

    private void compare(String password, Supplier<Optional<User>> user, CompletableFuture<Verdict> answer) {
        try {
            comparisonTime.learn();
            nobody.get(); // before the time is taken, whoever signs in first
            var start = time.currentTimeNanos();
            var verdict = verdict(password, user.get().filter(User::hasPassword), start);
            if (verdict.user().isPresent()) {
                finish(() -> answer.complete(verdict));
            } else {
                var wait = start + comparisonTime.nanos() - time.currentTimeNanos();
                later.run(wait, () -> finish(() -> answer.complete(verdict)));
            }
        } catch (RuntimeException | Error e) {
            finish(() -> answer.completeExceptionally(e));
        }
    }

    // An invited user without a password counts as unknown.
    private Verdict verdict(String password, Optional<User> user, long start) {
        var isRight = passwords.matches(password, user.map(User::passwordHash).orElseGet(nobody));
        comparisonTime.note(time.currentTimeNanos() - start);
        var found = user.filter(any -> isRight);
        return new Verdict(found, found.map(User::passwordHash).filter(passwords::isOutdated)
                .map(old -> passwords.hash(password)));
    }

    /**
     * {@return a hash of the password, for a caller who is known to be allowed to set it}
     *
     * @throws RequestException as {@code OVERLOADED}, if too many are waiting already
     */
    public CompletableFuture<String> hash(String password) {
        var answer = new CompletableFuture<String>();
        queue.submit(true, () -> {
            try {
                var hash = passwords.hash(password);
                finish(() -> answer.complete(hash));
            } catch (RuntimeException | Error e) {
                finish(() -> answer.completeExceptionally(e));
            }
        });
        return answer;
    }

    private void finish(Runnable answer) {
        queue.leave();
        answer.run();
    }

    @PreDestroy
    void close() {
        threads.ifPresent(ExecutorService::shutdownNow);
    }
}

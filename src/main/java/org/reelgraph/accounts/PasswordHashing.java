package org.reelgraph.accounts;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.reelgraph.graphql.RequestException;

/** Hashes on threads of its own, half as many as there are cores, so that sign-ins leave the machine to queries. */
@Singleton
class PasswordHashing {

    private static final int MOST_WAITING = 32;
    private static final int SOON = 5;

    /** What comparing a password gave. */
    record Verdict(boolean right, Optional<String> newHash) {
    }

    private final Passwords passwords;
    private final ThreadPoolExecutor threads;
    private final String nobody;

    PasswordHashing(Passwords passwords) {
        this.passwords = passwords;
        var size = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("hashing-", 0).daemon().factory());
        nobody = passwords.hash("of nobody");
    }

    /**
     * {@return whether the password is the user's, with a hash as it would be made today where theirs is another}
     *
     * @param hash the user's; where there is no user, the same time is spent on a hash of nobody's
     * @throws RequestException as {@code RATE_LIMITED}, where too many wait already
     */
    CompletableFuture<Verdict> compare(String password, Optional<String> hash) {
        return submit(() -> {
            var right = passwords.matches(password, hash.orElse(nobody)) && hash.isPresent();
            var renewed = hash.filter(old -> right && passwords.isOutdated(old)).map(old -> passwords.hash(password));
            return new Verdict(right, renewed);
        });
    }

    /**
     * {@return a hash of the password}
     *
     * @throws RequestException as {@code RATE_LIMITED}, where too many wait already
     */
    CompletableFuture<String> hash(String password) {
        return submit(() -> passwords.hash(password));
    }

    private <T> CompletableFuture<T> submit(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            throw RequestException.rateLimited("Too many sign-ins at once.", SOON);
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

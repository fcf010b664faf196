package org.reelgraph.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.reelgraph.graphql.RequestException;
import org.reelgraph.graphql.access.Caller;

/**
 * Slows down who guesses passwords: some tries for one account from one address are free, then a try has to wait 1, 2, 4 … 60 s; an address has
 * so many tries in some time, whatever the accounts ({@link AccountSettings}). Nothing hangs on an account alone, or a stranger could lock its owner out.
 */
@Singleton
class Throttle {

    private static final int LONGEST_WAIT = 60;
    private static final int MOST = 100_000;

    private record Guess(String account, String address) {
    }

    private record Tries(int count, Instant nextAt) {
    }

    private final Clock clock;
    private final Cache<Guess, Tries> guesses = Caffeine.newBuilder().maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1)).build();
    private final AccountSettings settings;
    private final Cache<String, Bucket> addresses;

    Throttle(AccountSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.addresses = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(settings.triesTime()).build();
    }

    /**
     * Counts a try.
     *
     * @throws RequestException as {@code RATE_LIMITED}, where it comes too early
     */
    void count(String account, Caller caller) {
        var network = caller.network();
        countFor(new Guess(account, network));
        var probe = addresses.get(network, key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.tries())
                        .refillGreedy(settings.tries(), settings.triesTime()))
                .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany((int) TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1);
        }
    }

    private void countFor(Guess guess) {
        var now = clock.instant();
        var wait = new AtomicReference<>(Duration.ZERO);
        guesses.asMap().compute(guess, (key, tries) -> {
            if (tries != null && now.isBefore(tries.nextAt())) {
                wait.set(Duration.between(now, tries.nextAt()));
                return tries;
            }
            var count = tries == null ? 1 : tries.count() + 1;
            var seconds = count < settings.freeTries()
                    ? 0
                    : Math.min(LONGEST_WAIT, 1L << Math.min(count - settings.freeTries(), 6));
            return new Tries(count, now.plusSeconds(seconds));
        });
        if (!wait.get().isZero()) {
            throw tooMany((int) wait.get().toSeconds() + 1);
        }
    }

    private static RequestException tooMany(int seconds) {
        return RequestException.rateLimited("Too many tries to sign in.", seconds);
    }

    /** The try was right: it doesn't count, and the next ones are free again. */
    void succeeded(String account, Caller caller) {
        guesses.invalidate(new Guess(account, caller.network()));
        Optional.ofNullable(addresses.getIfPresent(caller.network())).ifPresent(bucket -> bucket.addTokens(1));
    }
}

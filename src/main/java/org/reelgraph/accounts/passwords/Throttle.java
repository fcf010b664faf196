package org.reelgraph.accounts.passwords;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.Sha256;

/**
 * Slows down guessing of passwords. Some attempts for one account from one IP address are free; each further one has to
 * wait 1, 2, 4 … 60 s. An IP address also has a limited number of attempts in a time, whatever the accounts ({@link
 * PasswordSettings}). Nothing depends on the account alone, or a stranger could lock its owner out.
 */
@Singleton
public class Throttle {

    private static final int LONGEST_WAIT = 60;
    private static final int MAX = 100_000;
    private static final int DIGITS = 20;

    private record Guess(String account, String address) {

        // A digest, since strangers choose the length of the text.
        static Guess of(String account, String address) {
            return new Guess(Sha256.hex(account).substring(0, DIGITS), address);
        }
    }

    // In nanoseconds of the time meter.
    private record Tries(int count, long nextAt) {
    }

    private final TimeMeter time;
    private final Cache<Guess, Tries> guesses = Caffeine.newBuilder().maximumSize(MAX)
            .expireAfterWrite(Duration.ofHours(1)).build();
    private final PasswordSettings settings;
    private final Cache<String, Bucket> addresses;

    public Throttle(PasswordSettings settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
        this.addresses = Caffeine.newBuilder().maximumSize(MAX).expireAfterAccess(settings.triesTime()).build();
    }

    /**
     * Counts an attempt.
     *
     * @throws RequestException as {@code RATE_LIMITED}, if it comes too early
     */
    public void count(String account, Caller caller) {
        var network = caller.network();
        var tries = addresses.get(network, key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.tries())
                        .refillGreedy(settings.tries(), settings.triesTime()))
                .withCustomTimePrecision(time).build());
        // First of all, so that an IP address can't fill the memory with accounts.
        var probe = tries.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(probe.getNanosToWaitForRefill());
        }
        var wait = countFor(Guess.of(account, network));
        if (wait > 0) {
            tries.addTokens(1);
            throw tooMany(wait);
        }
    }

    // How long it has to wait, in nanoseconds; 0 if it is counted.
    private long countFor(Guess guess) {
        var now = time.currentTimeNanos();
        var wait = new AtomicLong();
        guesses.asMap().compute(guess, (key, tries) -> {
            if (tries != null && tries.nextAt() - now > 0) {
                wait.set(tries.nextAt() - now);
                return tries;
            }
            var count = tries == null ? 1 : tries.count() + 1;
            var seconds = count < settings.freeTries()
                    ? 0
                    : Math.min(LONGEST_WAIT, 1L << Math.min(count - settings.freeTries(), 6));
            return new Tries(count, now + TimeUnit.SECONDS.toNanos(seconds));
        });
        return wait.get();
    }

    private static RequestException tooMany(long nanos) {
        return RequestException.rateLimited("Too many attempts to sign in.", Duration.ofNanos(nanos));
    }

    /** Takes back a successful attempt, and makes the next ones free again. */
    public void succeeded(String account, Caller caller) {
        guesses.invalidate(Guess.of(account, caller.network()));
        Optional.ofNullable(addresses.getIfPresent(caller.network())).ifPresent(bucket -> bucket.addTokens(1));
    }
}

package org.reelgraph.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.reelgraph.graphql.RequestException;

/**
 * Slows down who guesses passwords: five tries for one account from one address are free, then a try has to wait 1, 2, 4 … 60 s; an address has
 * 30 tries in 10 minutes, whatever the accounts. Nothing hangs on an account alone, or a stranger could lock its owner out.
 */
@Singleton
class Throttle {

    private static final int FREE = 5;
    private static final int LONGEST_WAIT = 60;
    private static final int TRIES = 30;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 100_000;
    private static final int NETWORK_BYTES = 8;

    private record Guess(String account, String address) {
    }

    private record Tries(int count, Instant nextAt) {
    }

    private final Clock clock;
    private final Cache<Guess, Tries> guesses = Caffeine.newBuilder().maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1)).build();
    private final Cache<String, Bucket> addresses = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(WINDOW)
            .build();

    Throttle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a try.
     *
     * @throws RequestException as {@code RATE_LIMITED}, where it comes too early
     */
    void count(String account, String address) {
        var network = network(address);
        countFor(new Guess(account, network));
        var probe = addresses.get(network, key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(TRIES).refillGreedy(TRIES, WINDOW)).build())
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
            var seconds = count < FREE ? 0 : Math.min(LONGEST_WAIT, 1L << Math.min(count - FREE, 6));
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
    void succeeded(String account, String address) {
        guesses.invalidate(new Guess(account, network(address)));
        Optional.ofNullable(addresses.getIfPresent(network(address))).ifPresent(bucket -> bucket.addTokens(1));
    }

    // Whoever has one IPv6 address has its whole /64 (RFC 4291, section 2.5.4).
    private static String network(String address) {
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > NETWORK_BYTES
                    ? Arrays.toString(Arrays.copyOf(bytes, NETWORK_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}

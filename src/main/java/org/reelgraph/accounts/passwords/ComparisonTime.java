package org.reelgraph.accounts.passwords;

import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reelgraph.accounts.UserRepository;

/**
 * How long every failed comparison of a password takes, whatever the kind of hash: longer than the slowest kind that
 * any user has. It is measured when users have a new kind of hash, rises at once if a comparison took longer, and then
 * falls slowly.
 */
@Singleton
class ComparisonTime {

    private static final double MARGIN = 1.25;
    private static final int SLOWNESS = 64;
    private static final int ROUNDS = 2; // the first one warms up
    // A comparison that takes longer says more about the machine than about the hash.
    private static final int MAX = 4;

    private final Passwords passwords;
    private final LongSupplier newestUser;
    private final Supplier<List<String>> hashes;
    private final TimeMeter time;
    private final Set<String> measured = new HashSet<>();
    private long newestMeasured = -1;
    private double least;
    private double now;

    @Inject
    ComparisonTime(Passwords passwords, UserRepository users, TimeMeter time) {
        this(passwords, users::newestId, users::findHashesOfEachKind, time);
    }

    ComparisonTime(Passwords passwords, LongSupplier newestUser, Supplier<List<String>> hashes, TimeMeter time) {
        this.passwords = passwords;
        this.newestUser = newestUser;
        this.hashes = hashes;
        this.time = time;
    }

    /** {@return the time in nanoseconds} */
    synchronized long nanos() {
        return (long) now;
    }

    /** Measures the kinds of hashes that new users brought. */
    synchronized void learn() {
        var newest = newestUser.getAsLong();
        if (newest == newestMeasured) {
            return;
        }
        // The hash that stands in for unknown users counts, too.
        var ofNobody = newestMeasured < 0 ? Stream.of(passwords.hash("of nobody")) : Stream.<String>empty();
        Stream.concat(ofNobody, hashes.get().stream()).filter(hash -> measured.add(Passwords.kindOf(hash)))
                .forEach(this::measure);
        newestMeasured = newest;
    }

    private void measure(String hash) {
        var took = 0L;
        for (var round = 0; round < ROUNDS; round++) {
            var start = time.currentTimeNanos();
            passwords.matches("a password to measure by", hash);
            took = time.currentTimeNanos() - start;
        }
        least = Math.max(least, took * MARGIN);
        now = Math.max(now, least);
    }

    /** Takes into account how long a comparison really took, in nanoseconds. */
    synchronized void note(long took) {
        now = took * MARGIN > now ? Math.min(took * MARGIN, MAX * least) : now - (now - least) / SLOWNESS;
    }
}

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
 * The time that comparing a password seems to take, for all kinds of hashes: longer than the slowest that users have.
 * It is measured when a user of a new kind is there, follows a comparison that took longer at once, and then goes back
 * slowly.
 */
@Singleton
class ComparisonTime {

    private static final double MARGIN = 1.25;
    private static final int SLOWNESS = 64;
    private static final int ROUNDS = 2; // the first one warms up
    // What a machine that stood still took is not what comparing takes.
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

    /** {@return how long, in nanoseconds} */
    synchronized long nanos() {
        return (long) now;
    }

    /** Measures the kinds of hashes that came with users who are new. */
    synchronized void learn() {
        var newest = newestUser.getAsLong();
        if (newest == newestMeasured) {
            return;
        }
        // Nobody's is compared as well, whatever users have.
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

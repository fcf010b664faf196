package org.reelgraph.accounts.passwords;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.accounts.passwords.PasswordHashing.Verdict;
import org.reelgraph.accounts.sessions.KnownNetworks;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How long comparisons seem to take and who waits for them, in a time of the test's own. */
class PasswordHashingTest {

    private static final String ARGON2 = "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$aGFzaA";
    private static final String BCRYPT = "$2b$12$" + "x".repeat(53);
    private static final String MEDIA_OS = "salt:" + "0".repeat(128);
    private static final PasswordSettings SETTINGS = new PasswordSettings(1, 1, Duration.ofMinutes(1), 2, 64, 1, 1);

    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    // Comparisons take what they took on some machine, in milliseconds, and "right" is right.
    private final Passwords passwords = new Passwords(SETTINGS) {
        @Override
        public String hash(String password) {
            return ARGON2;
        }

        @Override
        boolean matches(String password, String hash) {
            now += hash.startsWith("$argon2") ? 112 : hash.equals(BCRYPT) ? 261 * load : hash.equals(MEDIA_OS) ? 83 : 0;
            return password.equals("right");
        }
    };

    private record Waiting(long until, Runnable work) {
    }

    private final Queue<Runnable> begun = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>(List.of(ARGON2, BCRYPT, MEDIA_OS));
    private long now = 1_000;
    private long load = 1;
    private final KnownNetworks known = new KnownNetworks();
    private final PasswordHashing hashing = new PasswordHashing(passwords,
            new ComparisonTime(passwords, () -> hashes.size(), () -> hashes, time),
            known, time, new SignInQueue(1, 2, begun::add),
            (wait, work) -> waiting.add(new Waiting(now + wait, work)), Optional.empty());

    private static Caller from(String address) {
        return new Caller("", address, "", Optional.empty());
    }

    private static Optional<User> user(String hash) {
        return Optional.of(new User(1, "a@example.org", "A", Role.USER, Status.ACTIVE, hash, Instant.EPOCH,
                Instant.EPOCH, null, null));
    }

    private CompletableFuture<Verdict> compare(String address, String password, Supplier<Optional<User>> user) {
        return hashing.compare(from(address), password, user);
    }

    // How long it was from the start of the comparison to its answer.
    private long failure(Supplier<Optional<User>> user) {
        var answer = compare("198.51.100.1", "wrong", user);
        var start = now;
        begun.remove().run();
        assertThat(answer).isNotDone();
        var end = waiting.removeFirst();
        now = end.until();
        end.work().run();
        assertThat(answer.join()).isEqualTo(new Verdict(Optional.empty(), Optional.empty()));
        return now - start;
    }

    @Test
    void givenHashesOfSeveralKinds_whenASignInFails_thenItTakesTheSameTimeForAllAndForNobody() {
        failure(Optional::empty); // measures the kinds

        assertThat(List.of(failure(Optional::empty), failure(() -> user(ARGON2)), failure(() -> user(BCRYPT)),
                failure(() -> user(MEDIA_OS)), failure(() -> user(User.NO_PASSWORD)), failure(() -> user("damaged"))))
                .containsOnly(261L * 5 / 4);
    }

    @Test
    void givenALookUpThatTakesLonger_whenASignInFails_thenThatIsNotSeen() {
        failure(Optional::empty);

        assertThat(failure(() -> {
            now += 7;
            return Optional.empty();
        })).isEqualTo(failure(Optional::empty));
    }

    @Test
    void givenAUserOfASlowerKind_whenTheyAreAdded_thenEverybodysFailuresTakeAsLongFromTheFirstOn() {
        hashes.remove(BCRYPT);
        failure(Optional::empty);
        assertThat(failure(() -> user(MEDIA_OS))).isEqualTo(112 * 5 / 4);

        hashes.add(BCRYPT);
        failure(Optional::empty);

        assertThat(failure(() -> user(MEDIA_OS))).isEqualTo(failure(() -> user(BCRYPT))).isEqualTo(261L * 5 / 4);
    }

    @Test
    void givenAMachineThatIsBusy_whenAComparisonTakesLonger_thenTheOthersFollowAndComeBackSlowly() {
        failure(Optional::empty);
        load = 3;
        var slow = failure(() -> user(BCRYPT));
        load = 1;

        var next = failure(() -> user(MEDIA_OS));
        assertThat(slow).isEqualTo(261L * 3 * 5 / 4);
        assertThat(next).isBetween(slow * 95 / 100, slow);
        for (var i = 0; i < 500; i++) {
            next = failure(Optional::empty);
        }
        assertThat(next).isBetween(261L * 5 / 4, 261L * 5 / 4 + 1);
    }

    @Test
    void givenAPasswordThatIsRight_whenCompared_thenItIsAnsweredAtOnce() {
        var answer = compare("198.51.100.1", "right", () -> user(BCRYPT));
        begun.remove().run();

        assertThat(answer.join().user()).isPresent();
        assertThat(answer.join().newHash()).hasValue(ARGON2);
        assertThat(waiting).isEmpty();
    }

    @Test
    void givenASignInThatFails_whenOthersWait_thenTheNextBeginsOnlyWhenItIsAnswered() {
        compare("198.51.100.1", "wrong", () -> user(MEDIA_OS));
        compare("198.51.100.2", "wrong", Optional::empty);
        assertThat(begun).hasSize(1);
        begun.remove().run();
        assertThat(begun).isEmpty();

        waiting.removeFirst().work().run();

        assertThat(begun).hasSize(1);
    }

    @Test
    void givenAFlood_whenAKnownNetworkSignsIn_thenItHasAQueueOfItsOwnAndIsNext() {
        var flood = List.of(compare("198.51.100.1", "right", () -> user(ARGON2)),
                compare("198.51.100.2", "right", () -> user(ARGON2)),
                compare("198.51.100.3", "right", () -> user(ARGON2)));
        assertThatThrownBy(() -> hashing.checkRoom(from("198.51.100.4"))).isInstanceOf(RequestException.class);
        assertThatThrownBy(() -> compare("198.51.100.4", "right", Optional::empty))
                .isInstanceOfSatisfying(RequestException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED);
                    assertThat(refused.retryAfter()).hasValue(5);
                });

        known.add(from("192.0.2.1"));
        hashing.checkRoom(from("192.0.2.1"));
        var known = List.of(compare("192.0.2.1", "right", () -> user(ARGON2)),
                compare("192.0.2.1", "right", () -> user(ARGON2)));

        assertThat(List.of(flood.get(0), known.get(0), flood.get(1), known.get(1), flood.get(2))).allSatisfy(next -> {
            assertThat(next).isNotDone();
            begun.remove().run();
            assertThat(next).isDone();
        });
        assertThat(begun).isEmpty();
    }

    @Test
    void givenAComparisonThatBreaks_whenItEnds_thenItsPlaceIsFree() {
        var broken = compare("198.51.100.1", "wrong", () -> {
            throw new IllegalStateException("no database");
        });
        begun.remove().run();
        assertThat(broken).isCompletedExceptionally();

        assertThat(failure(Optional::empty)).isPositive();
    }
}

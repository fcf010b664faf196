package org.reelgraph.accounts.passwords;

import java.time.Duration;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Hashes of passwords, made here and elsewhere. */
class PasswordsTest {

    // Made by another implementation.
    private static final String OF_ANOTHER_PROGRAM = "$argon2id$v=19$m=64,t=2,p=3$c2l4dGVlbiBieXRlcyBvaw"
            + "$GuriOZFR3h/q1ZbxNrDgtIEoAoCZX1wkJtoT1wRCGgU";

    private final Passwords passwords = new Passwords(
            new PasswordSettings(1, 1, Duration.ofMinutes(1), 2, 64, 2, 3));

    @Test
    void givenAHashOfAnotherProgram_whenCompared_thenOnlyItsPasswordMatchesAndItStaysAsItIs() {
        assertThat(passwords.matches("a pane of öld glass", OF_ANOTHER_PROGRAM)).isTrue();
        assertThat(passwords.matches("a pane of old glass", OF_ANOTHER_PROGRAM)).isFalse();
        assertThat(passwords.isOutdated(OF_ANOTHER_PROGRAM)).isFalse();
    }

    @Test
    void givenAPassword_whenHashedTwice_thenTheHashesDifferAndBothMatch() {
        var first = passwords.hash("a pane of öld glass");
        var second = passwords.hash("a pane of öld glass");

        assertThat(first).isNotEqualTo(second).startsWith("$argon2id$v=19$m=64,t=2,p=3$");
        assertThat(passwords.matches("a pane of öld glass", first)).isTrue();
        assertThat(passwords.matches("a pane of öld glass", second)).isTrue();
        assertThat(passwords.matches("a pane of öld glasses", second)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$argon2id$v=19$m=64,t=2,p=2$c2l4dGVlbiBieXRlcyBvaw$GuriOZFR3h/q1ZbxNrDgtIEoAoCZX1wkJtoT1wRCGgU",
                    "$argon2id$v=19$m=64,t=2,p=3$c2l4dGVlbiBieXRlcyBvaw$GuriOZFR3h/q1ZbxNrDgtIEoAoCZX1wkJtoT1wRC"})
    void givenAHashOfOtherCosts_whenAskedWhetherItIsOutdated_thenItIs(String hash) {
        assertThat(passwords.isOutdated(hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2y"})
    void givenAHashOfBcrypt_whenCompared_thenOnlyItsPasswordMatches(String version) {
        var hash = OpenBSDBCrypt.generate(version, "a pane of öld glass".toCharArray(), new byte[16], 4);

        assertThat(Passwords.isKnown(hash)).isTrue();
        assertThat(passwords.matches("a pane of öld glass", hash)).isTrue();
        assertThat(passwords.matches("a pane of old glass", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$argon2id$v=19$m=0,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
            "$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
            "$argon2id$v=19$m=64,t=1,p=0$c2FsdHNhbHQ$aGFzaGhhc2g",
            "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFz", "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFza",
            "$argon2id$v=19$m=64,t=1,p=1$c2FsdA==$aGFzaGhhc2g",
            "$argon2id$v=19$m=999999,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
            "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
            "$2b$15$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde",
            "", "$"})
    void givenWhatIsNoHashThatCanBeBorne_whenCompared_thenNothingMatches(String hash) {
        assertThat(Passwords.isKnown(hash)).isFalse();
        assertThat(passwords.matches("a", hash)).isFalse();
    }
}

package org.reelgraph.storage.encryption;

import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EncryptionTest {

    private static final String ONE = "11".repeat(32);
    private static final String TWO = "22".repeat(32);

    @TempDir
    Path folder;

    private EncryptionKeys keys(String given) {
        return new EncryptionKeys(given, new Folders(folder, folder));
    }

    private Encryption encryption(String given) {
        return new Encryption(keys(given));
    }

    @Test
    void givenAText_whenItIsEncryptedTwice_thenBothDifferAndAreDecrypted() throws Exception {
        var encryption = encryption(ONE);
        var first = encryption.encrypt("a secret ü", "here");

        assertThat(encryption.encrypt("a secret ü", "here")).isNotEqualTo(first).hasSameSizeAs(first);
        assertThat(encryption.decrypt(first, "here")).isEqualTo("a secret ü");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 18, 30, 50})
    void givenAnEncryptedText_whenACharacterWasChanged_thenItIsntDecrypted(int position) {
        var encryption = encryption(ONE);
        var text = encryption.encrypt("a secret", "here");
        var changed = text.substring(0, position) + (text.charAt(position) == 'A' ? 'B' : 'A')
                + text.substring(position + 1);

        assertThatThrownBy(() -> encryption.decrypt(changed, "here")).isInstanceOf(UndecryptableException.class);
        assertThatThrownBy(() -> encryption.decrypt(text, "there")).isInstanceOf(UndecryptableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "x", "eff7f1ba4d4fa0f9:", "eff7f1ba4d4fa0f9:AAAA"})
    void givenSomethingElse_whenItIsDecrypted_thenItIsRefused(String text) {
        assertThatThrownBy(() -> encryption(ONE).decrypt(text, "here")).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void givenSeveralKeys_whenTheFirstEncrypts_thenTheOthersDecrypt() throws Exception {
        var old = encryption(ONE).encrypt("old", "here");
        var both = encryption(TWO + ", " + ONE);

        assertThat(both.decrypt(old, "here")).isEqualTo("old");
        assertThat(encryption(TWO).decrypt(both.encrypt("new", "here"), "here")).isEqualTo("new");
        assertThatThrownBy(() -> encryption(TWO).decrypt(old, "here")).hasMessageContaining("another key");
    }

    @Test
    void givenNoKey_whenTheFirstSecretIsEncrypted_thenOneIsCreatedThatOnlyItsOwnerReads() throws Exception {
        var file = folder.resolve("encryption-key");
        var encryption = encryption(null);
        assertThat(file).doesNotExist();

        var text = encryption.encrypt("a secret", "here");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(encryption(null).decrypt(text, "here")).isEqualTo("a secret");
    }

    @Test
    void givenARotationThatWasBrokenOff_whenBothKeysAreInTheFile_thenOldAndNewAreDecrypted() throws Exception {
        var keys = keys(null);
        var encryption = new Encryption(keys);
        var old = encryption.encrypt("old", "here");
        keys.add();

        assertThat(encryption.decrypt(old, "here")).isEqualTo("old");
        var fresh = encryption.encrypt("new", "here");
        keys.forgetOthers();
        assertThat(encryption.decrypt(fresh, "here")).isEqualTo("new");
        assertThatThrownBy(() -> encryption.decrypt(old, "here")).hasMessageContaining("another key");
    }

    @Test
    void givenSomethingElseThanAKey_whenItIsRead_thenTheMessageSaysWhatIsExpected() throws Exception {
        assertThatThrownBy(() -> encryption("short")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("64 hexadecimal digits").hasMessageNotContaining("short");
        Files.writeString(folder.resolve("encryption-key"), "nonsense");
        var encryption = encryption(null);
        assertThatThrownBy(() -> encryption.encrypt("text", "here")).isInstanceOf(StorageException.class)
                .hasMessageContaining("encryption-key").hasMessageNotContaining("nonsense");
    }
}

package org.reelgraph.storage.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.copy.TableSource;
import org.reelgraph.storage.copy.TableSum;
import org.reelgraph.storage.tables.Table;
import org.reelgraph.storage.tables.ValueType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EncryptedArchiveTest {

    private static final String PASSPHRASE = "seven cold harbours";
    private static final int ENCRYPTED_SEGMENT = Segments.SIZE + Segments.TAG_BYTES;

    @TempDir
    private Path folder;

    private static ArchiveKeys keys(String passphrase) {
        return new ArchiveKeys(new ArchivePassphrase(passphrase, null));
    }

    private static byte[] content(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Path encrypted(ArchiveKeys keys, byte[] content) throws IOException {
        var file = folder.resolve("file");
        try (OutputStream out = new EncryptingStream(Files.newOutputStream(file), keys.create().orElseThrow())) {
            out.write(content);
        }
        return file;
    }

    private static byte[] decrypted(ArchiveKeys keys, Path path) throws IOException {
        try (var file = FileChannel.open(path)) {
            var header = ByteBuffer.allocate(EncryptionHeader.BYTES);
            assertThat(file.read(header, 0)).isEqualTo(EncryptionHeader.BYTES);
            var key = keys.find(EncryptionHeader.of(header.array()), "file");
            return Channels.newInputStream(new DecryptedChannel(file, key)).readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Segments.SIZE - 1, Segments.SIZE, Segments.SIZE + 1, 3 * Segments.SIZE})
    void givenAnyLength_whenItIsEncrypted_thenItCanBeRead_butNotOtherwise(int length) throws IOException {
        var content = content(length);
        var keys = keys(PASSPHRASE);

        var file = encrypted(keys, content);

        assertThat(decrypted(keys(PASSPHRASE), file)).isEqualTo(content);
        assertThatThrownBy(() -> decrypted(keys("another passphrase"), file)).isInstanceOf(PassphraseException.class)
                .hasMessageContaining("another passphrase");
    }

    @Test
    void givenSegmentsThatAreCutOffMovedOrChanged_whenTheyAreRead_thenThatIsNoticed() throws IOException {
        var keys = keys(PASSPHRASE);
        var file = encrypted(keys, content(3 * Segments.SIZE));
        var bytes = Files.readAllBytes(file);
        var swapped = bytes.clone();
        System.arraycopy(bytes, EncryptionHeader.BYTES, swapped, EncryptionHeader.BYTES + ENCRYPTED_SEGMENT,
                ENCRYPTED_SEGMENT);
        System.arraycopy(bytes, EncryptionHeader.BYTES + ENCRYPTED_SEGMENT, swapped, EncryptionHeader.BYTES,
                ENCRYPTED_SEGMENT);
        var changed = bytes.clone();
        changed[bytes.length - 1] ^= 1;

        for (var damaged : List.of(Arrays.copyOf(bytes, bytes.length - 1),
                Arrays.copyOf(bytes, bytes.length - ENCRYPTED_SEGMENT), Arrays.copyOf(bytes, EncryptionHeader.BYTES),
                Arrays.copyOf(bytes, bytes.length + 1), swapped, changed)) {
            Files.write(file, damaged);
            assertThatThrownBy(() -> decrypted(keys, file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void givenAHeaderThatWasChanged_whenItIsRead_thenItIsNotTakenForAnotherPassphrase() throws IOException {
        var keys = keys(PASSPHRASE);
        var file = encrypted(keys, content(10));
        var bytes = Files.readAllBytes(file);

        for (var at = Long.BYTES; at < EncryptionHeader.BYTES; at += 7) {
            var damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> decrypted(keys, file)).as("byte " + at).isExactlyInstanceOf(IOException.class);
        }
    }

    @Test
    void givenAHeaderThatAsksForMuchMemory_whenItIsRead_thenItIsRefusedAtOnce() throws IOException {
        var keys = keys(PASSPHRASE);
        var header = keys.create().orElseThrow().header();
        var hostile = new EncryptionHeader(new EncryptionHeader.Costs(64 << 20, 6, 1), header.salt(), header.nonce(),
                header.check());

        assertThatThrownBy(() -> keys.find(EncryptionHeader.of(hostile.bytes()), "file"))
                .isInstanceOf(PassphraseException.class).hasMessageContaining("asks for 67108864 KiB of memory");
    }

    @Test
    void givenTheSameContentTwice_whenItIsEncrypted_thenNothingIsTheSame() throws IOException {
        var keys = keys(PASSPHRASE);
        var content = content(100);
        var first = Files.readAllBytes(encrypted(keys, content));
        var second = Files.readAllBytes(encrypted(keys, content));

        assertThat(Arrays.copyOfRange(first, EncryptionHeader.BYTES, first.length))
                .isNotEqualTo(Arrays.copyOfRange(second, EncryptionHeader.BYTES, second.length));
    }

    @Test
    void givenAShortPassphrase_whenItIsSet_thenItIsRefused_andNoneIsShown() {
        assertThatThrownBy(() -> new ArchivePassphrase("short", null)).isInstanceOf(StorageException.class)
                .hasMessageContaining("at least 12 characters").hasMessageNotContaining("'short'");
        assertThat(new ArchivePassphrase(PASSPHRASE, null).toString()).doesNotContain(PASSPHRASE);
    }

    @Test
    void givenAnArchive_whenItIsEncrypted_thenItIsReadAsAnyOther_andDamageIsToldFromAnotherPassphrase()
            throws IOException, SQLException {
        var path = folder.resolve("archive");
        var files = new ArchiveFiles(keys(PASSPHRASE));
        try (var out = files.writingTo(Files.newOutputStream(path))) {
            ArchiveWriter.write(out, new Manifest.Origin("1", 1, "sqlite", Instant.EPOCH, List.of(), "a note"),
                    numbers(20_000), (step, done, total) -> {
                    });
        }

        try (var archive = files.open(path)) {
            assertThat(archive.isEncrypted()).isTrue();
            assertThat(archive.contents().origin().note()).isEqualTo("a note");
        }
        files.check(path);
        assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                .doesNotContain("a note");
        assertThatThrownBy(() -> new ArchiveFiles(keys("another passphrase")).open(path))
                .isInstanceOf(PassphraseException.class);
        assertThatThrownBy(() -> new ArchiveFiles(new ArchiveKeys(new ArchivePassphrase(null, null))).open(path))
                .isInstanceOf(PassphraseException.class).hasMessageContaining("REELGRAPH_BACKUP_PASSPHRASE");
        var bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> files.check(path)).isExactlyInstanceOf(StorageException.class)
                .hasMessageContaining("is damaged");
        Files.write(path, Arrays.copyOf(bytes, 50));
        assertThatThrownBy(() -> files.check(path)).hasMessageContaining("is damaged: it is cut off");
    }

    private static TableSource numbers(int count) {
        var table = new Table("numbers", List.of(new Table.Column("id", ValueType.WHOLE_NUMBER, false)), List.of("id"),
                Map.of());
        return new TableSource() {

            @Override
            public List<Table> tables() {
                return List.of(table);
            }

            @Override
            public long rows() {
                return count;
            }

            @Override
            public TableSum read(Table of, Receiver receiver) throws SQLException {
                var sum = Sha256.digest();
                var random = new Random(1);
                for (var row : IntStream.range(0, count).mapToObj(i -> new Object[]{random.nextLong()}).toList()) {
                    sum.update(table.bytes(row));
                    receiver.take(List.<Object[]>of(row));
                }
                return new TableSum("numbers", count, HexFormat.of().formatHex(sum.digest()));
            }
        };
    }
}

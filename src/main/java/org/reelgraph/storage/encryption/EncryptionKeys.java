package org.reelgraph.storage.encryption;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.DecidedSetting;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.StorageException;

/**
 * The keys that secrets are encrypted with: the owner's, or those of a file in the data folder, which is created when
 * the first secret is stored. The first key encrypts, all of them decrypt.
 */
@Introspected
@Singleton
class EncryptionKeys implements DecidedSetting {

    private static final String FILE = "encryption-key";

    private final Optional<List<EncryptionKey>> given;
    private final PrivateFile file;

    EncryptionKeys(
            @Setting(description = "The key that secrets of connections are encrypted with. After a comma, keys from"
                    + " before may follow, until `secrets rotate` has encrypted everything with the first one.",
                    otherwise = "created when it is first needed, in `<data>/encryption-key`", secret = true,
                    values = "64 hexadecimal digits") @Property(
                            name = "reelgraph.encryption.key") @Nullable String given,
            Folders folders) {
        this.given = Optional.ofNullable(given).filter(text -> !text.isBlank()).map(EncryptionKeys::checked);
        file = new PrivateFile(folders.dataDir().resolve(FILE));
    }

    @Override
    public String property() {
        return "reelgraph.encryption.key";
    }

    // Secrets are masked, so that nobody sees this one.
    @Override
    public String decision() {
        return FILE;
    }

    private static List<EncryptionKey> checked(String given) {
        return Arrays.stream(given.split(",")).map(String::strip)
                .map(text -> EncryptionKey.parse(text).orElseThrow(() -> new ConfigurationException(
                        "REELGRAPH_ENCRYPTION_KEY must be 64 hexadecimal digits, or several such keys with commas"
                                + " between them.")))
                .toList();
    }

    /** {@return whether the owner has set the keys, so that a rotation needs a new one from them} */
    boolean areGiven() {
        return given.isPresent();
    }

    /**
     * {@return the keys, the one that encrypts first; none if there is no secret yet}. The file is read each time, since
     * a rotation in another process changes it.
     *
     * @throws StorageException if the file can't be read, or holds something else
     */
    List<EncryptionKey> all() {
        return given.orElseGet(() -> file.read().map(this::parsed).orElse(List.of()));
    }

    private List<EncryptionKey> parsed(String text) {
        return text.lines().map(String::strip)
                .map(line -> EncryptionKey.parse(line)
                        .orElseThrow(() -> new StorageException("The file " + file.path().toAbsolutePath()
                                + " holds something other than keys, each 64 hexadecimal digits on a line. Put back the"
                                + " file from a backup; without it, secrets of connections have to be entered anew.")))
                .toList();
    }

    /** {@return the key that encrypts, which is created if there is none yet} */
    EncryptionKey current() {
        return all().stream().findFirst().orElseGet(() -> {
            file.write(EncryptionKey.random());
            return all().getFirst();
        });
    }

    /** Puts a new key before the others of the file; {@return it} */
    EncryptionKey add() {
        var known = file.read().orElse("");
        file.write(Stream.of(EncryptionKey.random(), known).filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n")));
        return all().getFirst();
    }

    /** Leaves nothing but the first key in the file. */
    void forgetOthers() {
        file.read().flatMap(text -> text.lines().findFirst()).ifPresent(file::write);
    }
}

package org.reelgraph.storage.archive;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.StorageException;

/** The passphrase that archives are encrypted with, if the owner wants that. */
@Introspected
@Singleton
public class ArchivePassphrase {

    private static final int SHORTEST = 12;

    private final Optional<String> set;
    private volatile Optional<String> entered = Optional.empty();

    ArchivePassphrase(
            @Setting(
                    description = "The passphrase that backups are encrypted with, of at least 12 characters. Without it,"
                            + " encrypted backups can't be read by anybody: keep it where the backups aren't.",
                    otherwise = "backups aren't encrypted", secret = true, values = "a passphrase") @Property(
                            name = "reelgraph.backup.passphrase") @Nullable String given,
            @Setting(description = "A file with that passphrase.", otherwise = "there is none",
                    values = "a file") @Property(name = "reelgraph.backup.passphrase-file") @Nullable Path file) {
        set = Optional.ofNullable(given).filter(each -> !each.isEmpty())
                .or(() -> Optional.ofNullable(file).map(ArchivePassphrase::read)).map(ArchivePassphrase::checked);
    }

    private static String read(Path file) {
        return new PrivateFile(file).read().orElseThrow(() -> new StorageException("There is no file "
                + file.toAbsolutePath() + " (REELGRAPH_BACKUP_PASSPHRASE_FILE)."));
    }

    private static String checked(String passphrase) {
        if (passphrase.codePointCount(0, passphrase.length()) < SHORTEST) {
            throw new StorageException(
                    "The passphrase of backups (REELGRAPH_BACKUP_PASSPHRASE or _FILE) needs at least "
                            + SHORTEST + " characters.");
        }
        return passphrase;
    }

    /** Reads archives with another one from now on. New ones are encrypted as the settings say. */
    public void enter(String passphrase) {
        entered = Optional.of(passphrase);
    }

    /** {@return the one that new archives are encrypted with} */
    Optional<String> ofNew() {
        return set;
    }

    /** {@return the one that archives are read with} */
    Optional<String> ofExisting() {
        return entered.or(() -> set);
    }

    @Override
    public String toString() {
        return set.isPresent() ? "a passphrase" : "no passphrase";
    }
}

package org.reelgraph.mediaos.importing;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.MediaOsFolder;
import org.reelgraph.imports.formats.SourceErrors;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.importing.MediaOsEntries.Locked;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.WriteTransactions;

/** MediaOS' {@code ENCRYPTION_KEY}: it opens the secrets of files before these are imported, and is forgotten then. */
@Introspected
@Singleton
public class MediaOsKey {

    private final MediaOsFolder format;
    private final MediaOsEntries entries;
    private final Secrets secrets;
    private final WriteTransactions transactions;
    private final Optional<String> given;

    MediaOsKey(MediaOsFolder format, MediaOsEntries entries, Secrets secrets, WriteTransactions transactions,
            @Setting(
                    description = "The `ENCRYPTION_KEY` of MediaOS, for secrets in its files. An import needs it once; to"
                            + " write secrets that change, it has to stay.",
                    otherwise = "asked for by `importMediaOs`",
                    values = "a key", secret = true) @Property(name = "reelgraph.mediaos.key") @Nullable String given) {
        this.format = format;
        this.entries = entries;
        this.secrets = secrets;
        this.transactions = transactions;
        this.given = Optional.ofNullable(given).filter(key -> !key.isBlank());
    }

    /** {@return the key that the server was given} */
    public Optional<String> given() {
        return given;
    }

    /**
     * {@return why the key is needed to import these files; empty if it isn't}
     *
     * @param only the names of the files; empty to import all
     */
    public Optional<String> whyNeeded(ImportSource source, Set<String> only) {
        return entries.locked(format.secretEntries(source, reading(only)));
    }

    private static Reading reading(Set<String> only) {
        return new Reading(LibraryFile.SOURCE, ZoneOffset.UTC, Validation.Policy.LENIENT).only(only);
    }

    /**
     * Opens all secrets in these files.
     *
     * @throws SourceException if the key isn't that of all of them; none is kept then
     */
    public void open(ImportSource source, Set<String> only, String key) throws SourceException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Locked secret : entries.find(format.secretEntries(source, reading(only)))) {
            texts.put(secret.sealed(), Secrets.open(secret.sealed(), key).orElseThrow(() -> new SourceException(
                    SourceErrors.LOCKED, "This is not the key that " + secret.place() + " was encrypted with.")));
        }
        transactions.within(() -> {
            secrets.keep(texts);
            return true;
        });
    }
}

package org.reelgraph.mediaos.entries;

import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.reelgraph.mediaos.entries.FileRendering.Rendered;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.storage.DurableFile;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.WriteTransactions;

/** Writes files of MediaOS to a folder. A file is there as a whole or as it was before, whatever happens meanwhile. */
@Singleton
public class FileWriting {

    private final FileRendering rendering;
    private final WriteTransactions transactions;

    FileWriting(FileRendering rendering, WriteTransactions transactions) {
        this.rendering = rendering;
        this.transactions = transactions;
    }

    /** {@return where a file lies in a folder} */
    public static Path pathOf(MediaOsFile<?> file, Path folder) {
        return folder.resolve(file.name() + ".json");
    }

    /**
     * Writes a file, readable to nobody else; one that is there is replaced.
     *
     * @param key MediaOS' {@code ENCRYPTION_KEY}, without which secrets that changed can't be written
     * @return what was written; empty if the database has nothing for it
     * @throws IOException if it can't be written; what was there before is there still
     */
    public Optional<Rendered> write(MediaOsFile<?> file, Path folder, Optional<String> key) throws IOException {
        var end = pathOf(file, folder);
        var draft = Files.createTempFile(folder, "." + file.name(), ".new", PrivateFile.mode());
        try {
            var rendered = transactions.within(() -> render(file, key, draft, Sha256.digest()));
            if (rendered.isPresent()) {
                DurableFile.force(draft);
                DurableFile.replace(draft, end);
            }
            return rendered;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Writes what a file is to hold to another one, in the writer's transaction.
     *
     * @param digest takes what is written
     * @return what was written; empty if the database has nothing for it
     * @throws UncheckedIOException if it can't be written
     */
    public Optional<Rendered> render(MediaOsFile<?> file, Optional<String> key, Path draft,
            MessageDigest digest) {
        if (!rendering.isThere(file)) {
            return Optional.empty();
        }
        try (var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)), digest)) {
            return Optional.of(rendering.render(file, key, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.reelgraph.graphql.documents;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The file of documents that are known beforehand. It is read at the start, and whenever it has changed. */
@Introspected
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class ManifestFile {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestFile.class);

    /**
     * What differs after a file was written or replaced.
     *
     * @param key identifies the file itself, where the file system has such a thing
     */
    private record Version(FileTime modified, long size, @Nullable Object key) {
    }

    private final Optional<Path> file;
    private Optional<Version> seen;
    private volatile Manifest current;

    /** @param manifest the file's path; there is none if it is empty */
    ManifestFile(
            @Setting(description = "The file of documents that clients may name by their ids: a manifest of Apollo "
                    + "or Relay.", otherwise = "none are known beforehand", values = "a file") @Property(
                            name = "reelgraph.documents-manifest") @Nullable String manifest) {
        file = Optional.ofNullable(manifest).filter(path -> !path.isBlank()).map(Path::of);
        seen = file.flatMap(ManifestFile::versionOf);
        current = file.map(ManifestFile::first).orElse(Manifest.EMPTY);
    }

    private static Manifest first(Path file) {
        try {
            return Manifest.read(file);
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file
                    + ", which REELGRAPH_DOCUMENTS_MANIFEST names, can't be used. " + reasonOf(e), e);
        }
    }

    /** {@return whether there is a file} */
    boolean isSet() {
        return file.isPresent();
    }

    /** {@return the documents of the last version of the file that can be used} */
    Manifest current() {
        return current;
    }

    /** Reads the file if it has changed. If the new version can't be used, the one before stays. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    synchronized void look() {
        if (file.isEmpty()) {
            return;
        }
        var now = versionOf(file.get());
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            current = Manifest.read(file.get());
            LOG.atLevel(current.texts().isEmpty() ? Level.WARN : Level.INFO).log(
                    "The manifest {} has changed: {} documents are known now", file.get(), current.texts().size());
        } catch (IOException e) {
            LOG.error("The manifest {} has changed and can't be used, so the {} documents of its last version stay. {}",
                    file.get(), current.texts().size(), reasonOf(e));
        }
    }

    private static String reasonOf(IOException failure) {
        return failure.getClass() == IOException.class ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static Optional<Version> versionOf(Path file) {
        try {
            var state = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Version(state.lastModifiedTime(), state.size(), state.fileKey()));
        } catch (IOException e) {
            return Optional.empty(); // who reads it is told why
        }
    }
}

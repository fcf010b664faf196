package org.reelgraph.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A small file that only the user who runs the program can read.
 *
 * @param path where it is
 */
public record PrivateFile(Path path) {

    /**
     * {@return its text without surrounding white space; empty if there is no such file}
     *
     * @throws StorageException if it can't be read
     */
    public Optional<String> read() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
        } catch (IOException e) {
            throw StorageException.of("The file " + path.toAbsolutePath() + " can't be read", e);
        }
    }

    /**
     * Replaces its text in one step, since a half-written secret would be used at the next start.
     *
     * @throws StorageException if it can't be written; what was there before is there still
     */
    public void write(String text) {
        try {
            Files.createDirectories(path.getParent());
            var draft = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new", mode());
            Files.writeString(draft, text);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StorageException.of("The file " + path.toAbsolutePath() + " can't be written", e);
        }
    }

    /** {@return what makes a new file private; nothing where files have no permissions} */
    public static FileAttribute<?>[] mode() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}

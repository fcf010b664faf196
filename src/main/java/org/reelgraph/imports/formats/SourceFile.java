package org.reelgraph.imports.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A file in its state when it was first opened; if it changes while it is read, reading fails. */
final class SourceFile {

    private final String name;
    private final Path path;
    private final long size;
    private final FileTime modified;

    private SourceFile(String name, Path path, BasicFileAttributes attributes) {
        this.name = name;
        this.path = path;
        this.size = attributes.size();
        this.modified = attributes.lastModifiedTime();
    }

    /** @param path the real path, without links */
    static SourceFile of(String name, Path path) throws SourceException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new SourceException(SourceErrors.UNREADABLE, "'" + name + "' is not a file.");
            }
            return new SourceFile(name, path, attributes);
        } catch (IOException e) {
            throw ImportSource.unreadable("'" + name + "'", e);
        }
    }

    String name() {
        return name;
    }

    /** {@return what shows that it has changed} */
    String state() {
        return name + " " + size + " " + modified.toMillis() + "\n";
    }

    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** {@return up to this many of the first bytes} */
    byte[] beginning(int most) throws SourceException {
        try (var bytes = open()) {
            return bytes.readNBytes(most);
        } catch (IOException e) {
            throw ImportSource.unreadable("'" + name + "'", e);
        }
    }

    /** Checks that the file hasn't changed, so that everything read so far is from one state of it. */
    void verifyUnchanged() throws SourceException {
        try {
            var now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.size() != size || !now.lastModifiedTime().equals(modified)) {
                throw new SourceException(SourceErrors.UNREADABLE, "'" + name + "' changed while it was read"
                        + (now.size() == size
                                ? ": it was written at " + now.lastModifiedTime() + "."
                                : ": it had " + size + " bytes at first and has " + now.size() + " now.")
                        + " Import it again once it is whole.");
            }
        } catch (IOException e) {
            throw ImportSource.unreadable("'" + name + "'", e);
        }
    }
}

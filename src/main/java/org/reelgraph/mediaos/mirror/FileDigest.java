package org.reelgraph.mediaos.mirror;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.reelgraph.storage.Sha256;

/** What a file is recognised by. */
public final class FileDigest {

    private FileDigest() {
    }

    /** {@return the SHA-256 of a file in hexadecimal digits; empty if it isn't there} */
    public static Optional<String> of(Path file) throws IOException {
        var digest = Sha256.digest();
        try (var content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(text(digest));
    }

    /** {@return the digest of what was written, as that of a file} */
    static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** {@return how a file looks, without reading it: something else after each change} */
    public static String looksOf(Path file) {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.size() + " " + found.lastModifiedTime() + " " + found.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }
}

package org.reelgraph.imports.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Tells by names, sizes and times whether the files of a source are others than before. Nothing is opened. */
final class SourceFingerprint {

    private final TreeMap<String, String> files = new TreeMap<>();
    private boolean holdsImportable;

    private final Predicate<String> isImportable;

    private SourceFingerprint(Predicate<String> isImportable) {
        this.isImportable = isImportable;
    }

    /**
     * {@return what differs if any file was added, removed or changed; empty if there is no file to import}
     *
     * @param isImportable whether a file of this name can be imported
     * @throws SourceException if the source can't be read
     */
    static Optional<String> of(ImportSource source, Predicate<String> isImportable) throws SourceException {
        var all = new SourceFingerprint(isImportable);
        try {
            all.look(source.path());
        } catch (IOException e) {
            throw ImportSource.unreadable("The folder", e);
        }
        return all.holdsImportable ? Optional.of(all.hash()) : Optional.empty();
    }

    private void look(Path target) throws IOException {
        Files.walkFileTree(target, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                // A link is what it leads to; one that leads nowhere is only a name.
                var attributes = found.isSymbolicLink() && Files.exists(file)
                        ? Files.readAttributes(file, BasicFileAttributes.class)
                        : found;
                files.put(target.relativize(file).toString(),
                        attributes.size() + " " + attributes.lastModifiedTime().toInstant());
                holdsImportable |= isImportable.test(file.getFileName().toString());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private String hash() {
        var digest = sha256();
        // No name holds a NUL.
        files.forEach((name, state) -> digest
                .update((name + '\0' + state + '\0').getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}

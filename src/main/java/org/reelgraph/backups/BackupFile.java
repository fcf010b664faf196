package org.reelgraph.backups;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.archive.Manifest;

/**
 * A backup in the folder of backups. Its name says when and why it was made; when that was, its manifest knows better.
 *
 * @param path     where it is
 * @param bytes    how long it is
 * @param manifest what it contains
 * @param isEncrypted whether nobody can read it without its passphrase
 */
public record BackupFile(Name name, Path path, long bytes, Manifest manifest, boolean isEncrypted) {

    /** The prefix of global ids. */
    public static final String PREFIX = "backup";

    // A file may have been uploaded under any name.
    static final Comparator<BackupFile> NEWEST_FIRST = Comparator.comparing(BackupFile::createdAt)
            .thenComparing(BackupFile::id).reversed();

    /**
     * The name of a backup.
     *
     * @param at when it was made, to the millisecond
     */
    public record Name(Instant at, BackupKind kind) {

        private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS")
                .withZone(ZoneOffset.UTC);
        private static final Pattern FORM = Pattern.compile("reelgraph-(\\d{8}-\\d{6}-\\d{3})-([a-z-]+)\\.backup");

        /** {@return the name that a file has; empty if it isn't that of a backup} */
        static Optional<Name> of(String file) {
            var parts = FORM.matcher(file);
            try {
                return parts.matches()
                        ? BackupKind.ofName(parts.group(2))
                                .map(kind -> new Name(Instant.from(STAMP.parse(parts.group(1))), kind))
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        /** {@return the name of its file} */
        public String text() {
            return "reelgraph-" + STAMP.format(at) + "-" + kind.inName() + ".backup";
        }

        /** {@return the number by which the backup is known} */
        long id() {
            return at.toEpochMilli();
        }

        /** {@return the global id of the backup} */
        public String globalId() {
            return GlobalId.of(PREFIX, id());
        }
    }

    /** {@return the number by which it is known} */
    public long id() {
        return name.id();
    }

    /** {@return its global id} */
    public String globalId() {
        return name.globalId();
    }

    /** {@return what it is called} */
    public String fileName() {
        return name.text();
    }

    /** {@return why it was made} */
    public BackupKind backupKind() {
        return name.kind();
    }

    /** {@return the moment whose state it holds} */
    public Instant createdAt() {
        return manifest.origin().createdAt();
    }
}

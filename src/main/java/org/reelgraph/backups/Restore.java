package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.archive.ArchiveFiles;
import org.reelgraph.storage.archive.Manifest;
import org.reelgraph.storage.archive.TrialDatabase;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.CopyWriter;
import org.reelgraph.storage.copy.LibraryTables;
import org.reelgraph.storage.encryption.UsedKeys;
import org.reelgraph.storage.migrations.SchemaVersion;
import org.reelgraph.storage.tables.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a backup in the place of the library. It is tried out beside it first, and brought up to date there; then all tables
 * are replaced in one transaction, so that everybody sees either state as a whole.
 */
@Singleton
public class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final Backups backups;
    private final ArchiveFolder folder;
    private final ArchiveFiles files;
    private final TrialDatabase.Kind trials;
    private final UsedKeys keys;
    private final LibraryTables tables;
    private final ReadTransactions reads;
    private final CopyWriter writer;

    Restore(Backups backups, ArchiveFolder folder, ArchiveFiles files, TrialDatabase.Kind trials, UsedKeys keys,
            LibraryTables tables,
            ReadTransactions reads, CopyWriter writer) {
        this.backups = backups;
        this.folder = folder;
        this.files = files;
        this.trials = trials;
        this.keys = keys;
        this.tables = tables;
        this.reads = reads;
        this.writer = writer;
    }

    /**
     * What somebody puts up with.
     *
     * @param allowUnreadableSecrets to enter secrets anew that this server has no key for
     * @param skipRestorePoint       to lose what the library holds now
     */
    public record Options(boolean allowUnreadableSecrets, boolean skipRestorePoint) {
    }

    /** Is told what a restore does. */
    public interface Follower extends CopyListener {

        /**
         * All is there and not yet committed. What this does is part of the transaction.
         *
         * @param restorePoint holds what was there before
         */
        void replaced(Manifest restored, Optional<BackupFile> restorePoint);
    }

    /**
     * {@return why a backup can't be restored, as far as its manifest tells}
     *
     * @throws StorageException if it can't be read
     */
    public Optional<String> obstacle(Path file, Options options) {
        try (var archive = files.open(file); var trial = trials.in(folder.path())) {
            return obstacle(archive.contents(), trial, options);
        }
    }

    private Optional<String> obstacle(Manifest manifest, TrialDatabase trial, Options options) {
        var origin = manifest.origin();
        var newest = Math.max(trial.newestSchema(), ofLibrary(SchemaVersion::of));
        if (origin.schema() > newest) {
            return Optional.of("The backup is of a later version, " + origin.program() + ": its schema is "
                    + origin.schema() + ", and this program knows those up to " + newest + ".");
        }
        var missing = keys.missing(origin.secretKeys());
        return missing.isEmpty() || options.allowUnreadableSecrets()
                ? Optional.empty()
                : Optional.of("The secrets of the backup are encrypted with a key that this server doesn't have, "
                        + String.join(", ", missing) + ". Add it to REELGRAPH_ENCRYPTION_KEY or to the file"
                        + " encryption-key of the data folder, or allow secrets that can't be read.");
    }

    /**
     * Restores a backup.
     *
     * @return what it contains
     * @throws StorageException if that can't be done; nothing has changed then
     */
    public Manifest restore(Path file, Options options, Follower follower) {
        try (var archive = files.open(file); var trial = trials.in(folder.path())) {
            obstacle(archive.contents(), trial, options).ifPresent(reason -> {
                throw new StorageException(reason);
            });
            files.check(file);
            trial.load(archive, follower);
            trial.migrate();
            // What somebody writes until the library is replaced must be in the restore point.
            writer.replace(trial.tables(names()), follower,
                    () -> options.skipRestorePoint() ? Optional.<BackupFile>empty() : restorePoint(file),
                    restorePoint -> follower.replaced(archive.contents(), restorePoint));
            LOG.info("The backup {} has taken the place of the library. All sessions have ended", file);
            return archive.contents();
        }
    }

    private List<String> names() {
        return ofLibrary(library -> tables.in(library).stream().map(Table::name).toList());
    }

    /** Asks a database for something. */
    private interface Question<T> {

        T ask(Connection database) throws SQLException;
    }

    private <T> T ofLibrary(Question<T> question) {
        return reads.onConnection(library -> {
            try {
                return question.ask(library);
            } catch (SQLException e) {
                throw new StorageException("The library can't be read: " + StorageFailure.reasonOf(e) + ".", e);
            }
        });
    }

    // A library that can't be read must not keep its backup from being restored.
    private Optional<BackupFile> restorePoint(Path file) {
        try {
            return Optional.of(backups.create(BackupKind.RESTORE_POINT, "before " + file.getFileName(),
                    (step, done, total) -> {
                    }, () -> {
                    }).backup());
        } catch (RuntimeException e) {
            if (StorageFailure.of(e).filter(StorageFailure.DAMAGED::equals).isEmpty()) {
                throw e;
            }
            LOG.warn("What the restore replaces isn't kept: {}", StorageFailure.reasonOf(e));
            return Optional.empty();
        }
    }
}

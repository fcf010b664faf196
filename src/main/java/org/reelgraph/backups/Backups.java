package org.reelgraph.backups;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.backups.BackupFile.Name;
import org.reelgraph.exports.files.Draft;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.archive.ArchiveFiles;
import org.reelgraph.storage.archive.ArchiveWriter;
import org.reelgraph.storage.archive.Manifest;
import org.reelgraph.storage.archive.TrialDatabase;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.LibraryTables;
import org.reelgraph.storage.copy.TableSource;
import org.reelgraph.storage.encryption.UsedKeys;
import org.reelgraph.storage.migrations.SchemaVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups of the library in the state of one moment, and keeps them. */
@Singleton
public class Backups {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(30);

    private final ReadTransactions reads;
    private final LibraryTables tables;
    private final UsedKeys keys;
    private final ArchiveFiles files;
    private final TrialDatabase.Kind trials;
    private final ArchiveFolder folder;
    private final Clock clock;
    private final String database;

    /** @param database the kind of the library's database */
    Backups(ReadTransactions reads, LibraryTables tables, UsedKeys keys, ArchiveFiles files,
            TrialDatabase.Kind trials, ArchiveFolder folder, Clock clock,
            @Property(name = "reelgraph.storage") String database) {
        this.reads = reads;
        this.tables = tables;
        this.keys = keys;
        this.files = files;
        this.trials = trials;
        this.folder = folder;
        this.clock = clock;
        this.database = database;
    }

    /**
     * A backup that was made.
     *
     * @param problem what else went wrong
     */
    public record Made(BackupFile backup, Optional<String> problem) {
    }

    /** {@return all backups that can be read, the newest first} */
    public List<BackupFile> all() {
        return folder.all();
    }

    /** {@return the backups that come after one in the list, which may have been deleted} */
    List<BackupFile> after(long id, int most) {
        var createdAt = find(id).map(BackupFile::createdAt).orElseGet(() -> Instant.ofEpochMilli(id));
        return all().stream().filter(backup -> backup.createdAt().isBefore(createdAt)
                || backup.createdAt().equals(createdAt) && backup.id() < id).limit(most).toList();
    }

    /** {@return what is wrong, in words for clients, which don't tell where the backups are} */
    String described(StorageException failure) {
        return folder.described(failure);
    }

    /** {@return the newest backup that can be read} */
    public Optional<BackupFile> newestReadable() {
        return folder.all().stream().findFirst();
    }

    /** {@return the name of the newest backup that can be read, or of the newest of all if none can be} */
    Optional<Name> newest() {
        return newestReadable().map(BackupFile::name).or(() -> folder.dated().stream()
                .max(Comparator.comparing(DatedBackup::createdAt).thenComparing(backup -> backup.name().id()))
                .map(DatedBackup::name));
    }

    /** {@return the backups that can't be read and, by their names, are newer than a backup} */
    List<Name> unreadableAfter(Name backup) {
        var readable = all();
        var createdAt = find(backup.id()).map(BackupFile::createdAt).orElseGet(backup::at);
        return folder.dated().stream().map(DatedBackup::name)
                .filter(other -> other.at().isAfter(createdAt)
                        && readable.stream().noneMatch(each -> each.name().equals(other)))
                .sorted(Comparator.comparing(Name::at)).toList();
    }

    /** {@return the backup with a number} */
    public Optional<BackupFile> find(long id) {
        return folder.find(id);
    }

    /** {@return the backup with a global id or file name} */
    public Optional<BackupFile> find(String text) {
        return name(text).map(Name::id).flatMap(this::find);
    }

    /** {@return the name of the backup with a global id or file name, whether or not it can be read} */
    public Optional<Name> name(String text) {
        return GlobalId.find(BackupFile.PREFIX, text).or(() -> Name.of(text).map(Name::id)).flatMap(folder::name);
    }

    /** {@return where the backup with a global id or file name is, whether or not it can be read} */
    public Optional<Path> path(String text) {
        return name(text).map(this::path);
    }

    /** {@return where a backup is} */
    Path path(Name name) {
        return folder.path().resolve(name.text());
    }

    /**
     * Makes a backup and tries it out. Only then it has its name.
     *
     * @param note   what is to be said about it; may be empty
     * @param permit is run before it gets its name; an exception ends all
     * @throws StorageException if it can't be made; nothing is left of it then
     */
    public Made create(BackupKind kind, String note, CopyListener listener, Runnable permit) {
        var name = new Name(clock.instant().truncatedTo(ChronoUnit.MILLIS), kind);
        try (var draft = folder.draft(name)) {
            reads.within(AS_LONG_AS_IT_TAKES, bytes -> {
            }, () -> reads.onConnection(library -> write(library, draft, name, note, listener)));
            verify(draft.path(), listener);
            permit.run();
            draft.finish();
        } catch (IOException e) {
            throw StorageException.of("The backup " + folder.path().resolve(name.text()) + " can't be written", e);
        }
        var backup = folder.find(name.id()).orElseThrow();
        LOG.info("The backup {} was made", backup.path());
        var problems = Stream.of(copied(), pruned()).flatMap(Optional::stream).toList();
        return new Made(backup, Optional.of(String.join(" ", problems)).filter(text -> !text.isEmpty()));
    }

    /**
     * Takes a file in the folder, which was tried out, as a backup.
     *
     * @throws StorageException if it can't get its name
     */
    BackupFile add(Name name, Path file) {
        try {
            folder.add(name, file);
        } catch (IOException e) {
            throw StorageException.of("The backup " + folder.path().resolve(name.text()) + " can't be written", e);
        }
        LOG.info("The backup {} was uploaded", name.text());
        copied().ifPresent(LOG::warn);
        return folder.find(name.id()).orElseThrow();
    }

    private Manifest write(Connection library, Draft draft, Name name, String note, CopyListener listener) {
        try (var file = files.writingTo(draft.file(""))) {
            var version = Backups.class.getPackage().getImplementationVersion();
            var origin = new Manifest.Origin(Objects.requireNonNullElse(version, "unpackaged"),
                    SchemaVersion.of(library), database, name.at(), keys.in(library), note);
            return ArchiveWriter.write(file, origin, TableSource.of(library, tables.in(library)), listener);
        } catch (SQLException e) {
            throw new StorageException("The library can't be read: " + StorageFailure.reasonOf(e) + ".", e);
        } catch (IOException e) {
            throw StorageException.of("The backup can't be written", e);
        }
    }

    /**
     * Restores a backup into a database of its own and compares that with what was written.
     *
     * @return what it contains
     * @throws StorageException if it isn't whole
     */
    public Manifest verify(Path file, CopyListener listener) {
        files.check(file);
        try (var archive = files.open(file); var trial = trials.in(folder.path())) {
            trial.load(archive, listener);
            return archive.contents();
        }
    }

    // Whatever was missed before is made up for.
    private Optional<String> copied() {
        try {
            var obstacle = folder.obstacle();
            if (obstacle.isEmpty()) {
                folder.copyMissing();
            }
            return obstacle;
        } catch (IOException e) {
            return Optional.of(described(StorageException.of("The second copy can't be written", e)));
        } catch (StorageException e) {
            return Optional.of(described(e));
        }
    }

    private Optional<String> pruned() {
        try {
            folder.prune();
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(described(e));
        }
    }

    /** {@return what to tell whoever has deleted backups if copies of them are left} */
    public Optional<String> copiesLeft() {
        return folder.copiesLeft();
    }

    /** Deletes a backup. If the second folder isn't there, its copy stays. */
    public void delete(Name backup) {
        folder.delete(backup);
    }

    /** {@return the names of the scheduled backups that were deleted, since they are no longer kept} */
    public List<String> prune() {
        return folder.prune().stream().map(Name::text).toList();
    }

    /** {@return the names of the files that were deleted, which were never finished and are older than two days} */
    public List<String> deleteUnfinished() {
        try {
            return folder.deleteUnfinished(clock.instant().minus(UnfinishedRetention.KEPT));
        } catch (IOException e) {
            throw StorageException.of("What was never finished can't be deleted", e);
        }
    }
}

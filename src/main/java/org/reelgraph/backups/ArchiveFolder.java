package org.reelgraph.backups;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.backups.BackupFile.Name;
import org.reelgraph.exports.files.Draft;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.archive.ArchiveFiles;
import org.reelgraph.storage.archive.TrialDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of backups, and the second one if there is any. Copies from before migrations are no part of it. */
@Singleton
class ArchiveFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveFolder.class);

    private static final String UPLOAD = ".upload";
    private static final Pattern UNFINISHED = Pattern.compile("\\.reelgraph-.*\\.backup\\.(part|upload)");

    private static final int REMEMBERED = 1_000;
    private static final String AWAY = "The second folder of backups, which REELGRAPH_BACKUP_SECOND_DIR names, isn't there.";

    private final BackupSettings settings;
    private final BackupRetention retention;
    private final ArchiveFiles files;
    private final TrialDatabase.Kind trials;
    // A list has them several times, and each takes the reading of a file.
    private final Cache<State, BackupFile> read = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<State, Boolean> warned = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    ArchiveFolder(BackupSettings settings, BackupRetention retention, ArchiveFiles files,
            TrialDatabase.Kind trials) {
        this.settings = settings;
        this.retention = retention;
        this.files = files;
        this.trials = trials;
    }

    /** {@return the folder} */
    Path path() {
        return settings.dir();
    }

    /** {@return all that can be read, the newest first} */
    List<BackupFile> all() {
        return names(settings.dir()).stream().flatMap(name -> read(name).stream()).sorted(BackupFile.NEWEST_FIRST)
                .toList();
    }

    /** {@return all, whether or not they can be read} */
    List<DatedBackup> dated() {
        return names(settings.dir()).stream()
                .map(name -> new DatedBackup(name, read(name).map(BackupFile::createdAt).orElseGet(name::at))).toList();
    }

    /** {@return the backup with a number, if there is one that can be read} */
    Optional<BackupFile> find(long id) {
        return name(id).flatMap(this::read);
    }

    /** {@return the name of the backup with a number} */
    Optional<Name> name(long id) {
        return names(settings.dir()).stream().filter(name -> name.id() == id).findFirst();
    }

    private Optional<BackupFile> read(Name name) {
        var path = settings.dir().resolve(name.text());
        try {
            var state = new State(name, Files.size(path), Files.getLastModifiedTime(path));
            var known = read.getIfPresent(state);
            if (known != null) {
                return Optional.of(known);
            }
            // What can't be read now may be readable later.
            var found = read(state);
            found.ifPresent(backup -> read.put(state, backup));
            return found;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageException.of("The backup " + path + " can't be read", e);
        }
    }

    private Optional<BackupFile> read(State state) {
        var path = settings.dir().resolve(state.name().text());
        try (var archive = files.open(path)) {
            return Optional.of(
                    new BackupFile(state.name(), path, state.bytes(), archive.contents(), archive.isEncrypted()));
        } catch (StorageException e) {
            if (warned.asMap().putIfAbsent(state, true) == null) {
                LOG.warn("{}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** {@return the backup that has the same bytes as a file} */
    Optional<BackupFile> sameAs(Path file) throws IOException {
        var bytes = Files.size(file);
        for (var backup : all()) {
            if (backup.bytes() == bytes && Files.mismatch(backup.path(), file) < 0) {
                return Optional.of(backup);
            }
        }
        return Optional.empty();
    }

    /** {@return what is wrong, in words that don't tell where the folders lie} */
    String described(StorageException failure) {
        var words = String.valueOf(failure.getMessage());
        for (var folder : folders().toList()) {
            words = words.replace(folder + File.separator, "").replace("folder " + folder, "folder of backups");
        }
        return words;
    }

    /** A file as it was read. */
    private record State(Name name, long bytes, FileTime modifiedAt) {
    }

    private static List<Name> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.flatMap(file -> Name.of(file.getFileName().toString()).stream()).toList();
        } catch (IOException e) {
            throw StorageException.of("The folder " + folder + " can't be read", e);
        }
    }

    /** {@return where a backup is while it is uploaded} */
    Path uploadOf(Name name) throws IOException {
        Files.createDirectories(settings.dir());
        return settings.dir().resolve("." + name.text() + UPLOAD);
    }

    /** Gives a file in the folder, which was tried out, its name. */
    void add(Name name, Path file) throws IOException {
        Files.move(file, settings.dir().resolve(name.text()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** {@return the draft of a new backup} */
    Draft draft(Name name) throws IOException {
        Files.createDirectories(settings.dir());
        return Draft.of(settings.dir().resolve(name.text()), Draft.Form.PRIVATE_FILE, name.text());
    }

    /** {@return the second folder, if there should be one and it isn't there} */
    private Optional<Path> missing() {
        return Optional.ofNullable(settings.secondDir()).filter(folder -> !Files.isDirectory(folder));
    }

    /**
     * {@return why the second folder can't be used, in words that don't tell where it lies; empty if it can, or if there
     * is none}
     */
    Optional<String> obstacle() {
        return missing()
                .map(folder -> AWAY + " It isn't made, since its disk may only be away: mount it, or make the folder.");
    }

    /** {@return what to tell whoever has deleted backups if copies of them are left} */
    Optional<String> copiesLeft() {
        return missing().map(folder -> AWAY + " Copies in it stay until you delete them there.");
    }

    /** Copies to the second folder, which is there, what it doesn't have yet, if there is one. */
    void copyMissing() throws IOException {
        if (settings.secondDir() != null) {
            var there = names(settings.secondDir());
            for (var name : names(settings.dir()).stream().filter(name -> !there.contains(name)).toList()) {
                copy(name, settings.secondDir());
            }
        }
    }

    private void copy(Name name, Path target) throws IOException {
        try (var draft = Draft.of(target.resolve(name.text()), Draft.Form.PRIVATE_FILE, name.text());
                var copy = draft.file("")) {
            Files.copy(settings.dir().resolve(name.text()), copy);
            copy.close();
            draft.finish();
        }
    }

    /** Deletes a backup, also in the second folder. If that isn't there, the copy in it stays, as the log says. */
    void delete(Name name) {
        folders().forEach(folder -> delete(folder, name));
        missing().ifPresent(
                second -> LOG.warn("{} was deleted, but the second folder, {}, isn't there: if it has a copy,"
                        + " that stays until somebody deletes it", name.text(), second));
    }

    /**
     * {@return the scheduled backups that were deleted, since they are no longer kept} One that can't be read isn't
     * deleted, and takes the place of no other.
     */
    List<Name> prune() {
        var readable = all().stream().map(backup -> new DatedBackup(backup.name(), backup.createdAt())).toList();
        tellOfOthers(readable.stream().map(DatedBackup::name).toList());
        var surplus = retention.surplus(readable);
        surplus.forEach(this::delete);
        return surplus;
    }

    private void tellOfOthers(List<Name> readable) {
        names(settings.dir()).stream()
                .filter(name -> name.kind() == BackupKind.SCHEDULED && !readable.contains(name))
                .forEach(name -> LOG.warn("{} can't be read: it stays, beside those that are kept", name.text()));
    }

    // The databases in which programs that were killed tried out backups.
    private void removeAbandonedTrials() throws IOException {
        for (var each : folders().filter(Files::isDirectory).toList()) {
            trials.removeAbandoned(each);
        }
    }

    /** {@return the names of the files that were deleted, which something has left that was killed before a moment} */
    List<String> deleteUnfinished(Instant before) throws IOException {
        var deleted = new ArrayList<String>();
        removeAbandonedTrials();
        for (var folder : folders().filter(Files::isDirectory).toList()) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(ArchiveFolder::isUnfinished).toList()) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                        deleted.add(file.getFileName().toString());
                    }
                }
            }
        }
        return deleted;
    }

    private static boolean isUnfinished(Path file) {
        return UNFINISHED.matcher(file.getFileName().toString()).matches();
    }

    private Stream<Path> folders() {
        return Stream.concat(Stream.of(settings.dir()), Stream.ofNullable(settings.secondDir()));
    }

    private static void delete(Path folder, Name name) {
        try {
            Files.deleteIfExists(folder.resolve(name.text()));
        } catch (IOException e) {
            throw StorageException.of("The backup " + folder.resolve(name.text()) + " can't be deleted", e);
        }
    }
}

package org.reelgraph.mediaos.mirror;

import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.jobs.Counted;
import org.reelgraph.mediaos.entries.FileWriting;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.ReadSettings;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.importing.MediaOsKey;
import org.reelgraph.mediaos.mirror.FileAttempt.Compared;
import org.reelgraph.mediaos.mirror.MirroredFile.FileState;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of MediaOS as the database has them. What is owed is known by the database, so that no crash loses it. */
@Singleton
class Mirror {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    // So that writing a large file takes a small part of the time in which others could write to the database.
    private static final int REST = 4;

    private final MirrorFolder folder;
    private final ReadSettings reads;
    private final MediaOsFiles files;
    private final MirrorStore store;
    private final MirrorWriting writing;
    private final MediaOsKey key;
    private final TimeMeter time;
    private final Clock clock;
    private final Map<String, FileAttempt> attempts = new ConcurrentHashMap<>();

    Mirror(MirrorFolder folder, ReadSettings reads, MediaOsFiles files, MirrorStore store, MirrorWriting writing,
            MediaOsKey key, TimeMeter time, Clock clock) {
        this.folder = folder;
        this.reads = reads;
        this.files = files;
        this.store = store;
        this.writing = writing;
        this.key = key;
        this.time = time;
        this.clock = clock;
    }

    /** Writes the files that owe something and whose turn it is. */
    void catchUp() {
        written().ifPresent(place -> write(place, false, false));
    }

    /**
     * Writes the files that owe something, whatever came of the last attempt.
     *
     * @param force whether to replace files that somebody else has changed
     */
    void repair(boolean force) {
        written().ifPresent(place -> write(place, true, force));
    }

    // What is read from the files is not written to them.
    private Optional<Path> written() {
        return folder.path().filter(place -> !reads.areFromFiles());
    }

    private synchronized void write(Path place, boolean isAsked, boolean force) {
        var versions = store.seenVersions();
        var states = states(place);
        var due = files.all().stream().filter(file -> isOwing(file, place, versions, states.get(file.name())))
                .filter(file -> isAsked || attempt(file).isDue(time.currentTimeNanos())
                        && !attempt(file).isStill(compared(file, place, versions)))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        try {
            var lock = FolderLock.of(place);
            if (lock.isPresent()) {
                try (var held = lock.get()) {
                    due.forEach(file -> write(file, place, force, compared(file, place, versions)));
                }
            }
        } catch (IOException e) {
            var why = reason(place, e);
            if (due.stream().noneMatch(file -> attempt(file).problem().equals(Optional.of(why)))) {
                LOG.warn("The mirror owes {}. {}", Counted.of(due.size(), "file"), why);
            }
            due.forEach(file -> fail(file, compared(file, place, versions), why, false));
        }
    }

    private static Compared compared(MediaOsFile<?> file, Path place, Map<String, Long> versions) {
        return new Compared(looksOf(file, place), FileVersions.of(file, versions));
    }

    private static String looksOf(MediaOsFile<?> file, Path place) {
        return FileDigest.looksOf(FileWriting.pathOf(file, place));
    }

    private Map<String, MirrorState> states(Path place) {
        return store.seenStates(place.toString()).stream().collect(Collectors.toMap(MirrorState::file, state -> state));
    }

    private FileAttempt attempt(MediaOsFile<?> file) {
        return attempts.computeIfAbsent(file.name(), name -> FileAttempt.none(time.currentTimeNanos()));
    }

    private boolean isOwing(MediaOsFile<?> file, Path place, Map<String, Long> versions,
            @Nullable MirrorState state) {
        var isBehind = state == null || !state.version().equals(FileVersions.of(file, versions))
                || !state.owedSecrets().isEmpty() && key.given().isPresent();
        var attempt = attempt(file);
        if (isBehind || attempt.problem().isPresent()) {
            attempts.put(file.name(), attempt.owing(clock.instant()));
            return true;
        }
        return !attempt.compared().looks().equals(looksOf(file, place));
    }

    private void write(MediaOsFile<?> file, Path place, boolean force, Compared compared) {
        var begun = time.currentTimeNanos();
        try {
            var written = writing.write(file, place, force);
            if (written.differences() > 0) {
                failed(file, compared,
                        "Another program has changed it, or it was there before: it differs from the database in "
                                + Counted.of(written.differences(), "place")
                                + ". Import it, or replace it by repairMirror with force.",
                        true);
            } else {
                settled(file, new Compared(written.looks(), compared.version()), begun);
            }
        } catch (IOException e) {
            failed(file, compared, reason(FileWriting.pathOf(file, place), e), false);
        } catch (RuntimeException e) {
            failed(file, compared, "The database can't be read or written: " + StorageFailure.reasonOf(e), false);
        }
    }

    private static String reason(Path file, IOException cause) {
        return Objects.requireNonNull(StorageException.of(file + " can't be written", cause).getMessage(),
                "It was made of a message.");
    }

    private void settled(MediaOsFile<?> file, Compared compared, long begun) {
        if (attempt(file).problem().isPresent()) {
            LOG.info("{}.json of the mirror is as the database has it again", file.name());
        }
        var now = time.currentTimeNanos();
        attempts.put(file.name(), new FileAttempt(Optional.empty(), Optional.empty(), false, 0,
                now + REST * (now - begun), compared));
    }

    private void failed(MediaOsFile<?> file, Compared compared, String why, boolean isConflict) {
        if (!attempt(file).problem().equals(Optional.of(why))) {
            LOG.warn("{}.json of the mirror is not as the database has it. {}", file.name(), why);
        }
        fail(file, compared, why, isConflict);
    }

    private void fail(MediaOsFile<?> file, Compared compared, String why, boolean isConflict) {
        attempts.put(file.name(), attempt(file).owing(clock.instant()).failed(why, isConflict, time.currentTimeNanos(),
                compared));
    }

    /** {@return in how many places a file differs from the database; 0 if there is no mirror} */
    synchronized int compare(MediaOsFile<?> file, Consumer<Difference> differences) throws IOException {
        var place = folder.path();
        return place.isPresent() ? writing.check(file, place.get(), differences) : 0;
    }

    /** {@return how it is} */
    MirrorStatus status() {
        return folder.path().map(this::status).orElseGet(() -> new MirrorStatus(Optional.empty(), List.of()));
    }

    private MirrorStatus status(Path place) {
        if (reads.areFromFiles()) {
            return new MirrorStatus(Optional.of(place.toString()), List.of());
        }
        var versions = store.seenVersions();
        var states = states(place);
        return new MirrorStatus(Optional.of(place.toString()), files.all().stream().map(file -> status(file, versions,
                states.getOrDefault(file.name(), MirrorState.none(file.name())))).toList());
    }

    private MirroredFile status(MediaOsFile<?> file, Map<String, Long> versions, MirrorState state) {
        var attempt = attempt(file);
        var isBehind = !state.version().equals(FileVersions.of(file, versions)) || !state.owedSecrets().isEmpty();
        var how = attempt.conflict()
                ? FileState.CONFLICT
                : attempt.problem().isPresent() ? FileState.FAILING : isBehind ? FileState.OWING : FileState.IN_SYNC;
        return new MirroredFile(file.name() + ".json", how, attempt.owedSince().orElse(null),
                state.writtenAt().orElse(null), attempt.problem().orElse(null), state.owedSecrets(),
                state.checkedAt().orElse(null), state.differences().orElse(null));
    }

    /** {@return how many files are in each state} */
    Map<FileState, Long> count() {
        var counted = new HashMap<FileState, Long>();
        status().files().forEach(file -> counted.merge(file.state(), 1L, Long::sum));
        return counted;
    }
}

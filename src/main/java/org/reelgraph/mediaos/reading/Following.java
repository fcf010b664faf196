package org.reelgraph.mediaos.reading;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reelgraph.mediaos.entries.FileWriting;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.ReadSettings;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.mirror.FileDigest;
import org.reelgraph.mediaos.mirror.MirrorFolder;
import org.reelgraph.mediaos.mirror.MirrorStore;
import org.reelgraph.mediaos.reading.FileRecords.Broken;
import org.reelgraph.mediaos.reading.FollowedFile.FollowedFileState;
import org.reelgraph.mediaos.reading.TakingIn.Overtaken;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that the database follows. A file that can't be read leaves the database as it was. */
@Singleton
class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final MirrorFolder folder;
    private final ReadSettings reads;
    private final MediaOsFiles files;
    private final MirrorStore store;
    private final FileRecords records;
    private final TakingIn takingIn;
    private final ReadGuard guard;
    private final Clock clock;
    private final Map<String, FileState> states = new ConcurrentHashMap<>();

    Following(MirrorFolder folder, ReadSettings reads, MediaOsFiles files, MirrorStore store, FileRecords records,
            TakingIn takingIn, ReadGuard guard, Clock clock) {
        this.folder = folder;
        this.reads = reads;
        this.files = files;
        this.store = store;
        this.records = records;
        this.takingIn = takingIn;
        this.guard = guard;
        this.clock = clock;
    }

    /** Takes in the files that have changed. */
    synchronized void catchUp() {
        folder.path().filter(place -> reads.areFromFiles()).ifPresent(place -> guard.passing(() -> {
            files.all().forEach(file -> follow(file, place));
            return true;
        }));
    }

    private <T> void follow(MediaOsFile<T> file, Path place) {
        var looks = FileDigest.looksOf(FileWriting.pathOf(file, place));
        var version = TakingIn.watched(file, store.seenVersions());
        var before = states.getOrDefault(file.name(), FileState.NONE);
        if (before.isStill(looks, version)) {
            return;
        }
        var now = before;
        try {
            var whole = records.read(file, place);
            if (whole.isPresent()) {
                now = before.taken(looks, takingIn.takeIn(file, place, whole.get()), clock.instant());
            } else {
                now = isKnown(file, place)
                        ? before.broken(looks, version, "It is gone.", clock.instant())
                        : before.absent(looks, version);
            }
        } catch (Broken e) {
            now = before.broken(e.isPassing() ? "" : looks, version, String.valueOf(e.getMessage()), clock.instant());
        } catch (Overtaken e) {
            LOG.debug("Another server has taken in {}.json", file.name());
        } catch (RuntimeException e) {
            now = before.broken("", version, "The database can't be written: " + StorageFailure.reasonOf(e),
                    clock.instant());
            LOG.debug("{}.json can't be taken in", file.name(), e);
        }
        report(file, before, now);
        states.put(file.name(), now);
    }

    private boolean isKnown(MediaOsFile<?> file, Path place) {
        return store.seenStates(place.toString()).stream()
                .anyMatch(state -> state.file().equals(file.name()) && state.digest().isPresent());
    }

    private static void report(MediaOsFile<?> file, FileState before, FileState now) {
        if (now.problem().equals(before.problem())) {
            return;
        }
        now.problem().ifPresentOrElse(
                why -> LOG.warn("{}.json can't be taken in{}. {}", file.name(),
                        now.state() == FollowedFileState.BROKEN ? "" : " as a whole", why),
                () -> LOG.info("{}.json is taken in again", file.name()));
    }

    /** Has all files compared with the database once more. */
    void forget() {
        states.clear();
    }

    /** {@return how the files are; none if the database doesn't follow any} */
    List<FollowedFile> files() {
        return reads.areFromFiles()
                ? files.all().stream()
                        .map(file -> states.getOrDefault(file.name(), FileState.NONE).shown(file.name())).toList()
                : List.of();
    }
}

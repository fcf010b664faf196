package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.reelgraph.connections.sync.SnapshotStore.Snapshot;
import org.reelgraph.storage.FileTree;
import org.reelgraph.storage.Folders;

/**
 * Lays kept answers ready as files, which a format reader can read as often as it likes. They are the same each time, also
 * on another machine.
 */
@Singleton
class StagingFolder {

    private static final int AT_ONCE = 100;
    private static final int LONGEST = 150;

    private final SyncStores stores;
    private final Path parent;

    StagingFolder(SyncStores stores, Folders folders) {
        this.stores = stores;
        this.parent = folders.dataDir().resolve("sync");
    }

    /**
     * What lies ready.
     *
     * @param files how many
     */
    record Staged(Path folder, int files) {
    }

    /** {@return the answers of a job as files}, which {@link #clear} removes */
    Staged fill(long jobId) {
        clear();
        try {
            var folder = Files.createDirectories(parent.resolve(Long.toString(jobId)));
            var files = 0;
            var page = page(jobId, -1);
            while (!page.isEmpty()) {
                for (var snapshot : page) {
                    write(folder, snapshot);
                }
                files += page.size();
                page = page(jobId, page.getLast().position());
            }
            return new Staged(folder, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Snapshot> page(long jobId, int after) {
        return stores.write(() -> stores.snapshots().findImported(jobId, after, AT_ONCE));
    }

    // The request tells people which answer it is. What a server calls things is no part of a path.
    private static void write(Path folder, Snapshot snapshot) throws IOException {
        var answer = snapshot.answer();
        var name = "%07d-%s.json".formatted(snapshot.position(), answer.request().replaceAll("[^A-Za-z0-9_]+", "-"));
        var file = Files.write(folder.resolve(name.length() <= LONGEST ? name : name.substring(0, LONGEST) + ".json"),
                answer.body());
        Files.setLastModifiedTime(file, FileTime.from(answer.capturedAt()));
    }

    /** Removes all files, also those of a program that was killed: only one job uses them at a time. */
    void clear() {
        try {
            FileTree.delete(parent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

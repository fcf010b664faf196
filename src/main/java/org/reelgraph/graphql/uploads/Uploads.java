package org.reelgraph.graphql.uploads;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MinuteQuota;
import org.reelgraph.storage.DiskSpace;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.UnfinishedFolder;
import org.reelgraph.storage.quotas.Quotas;

/** The place where files lie while they are received, which a few requests have at a time. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
public class Uploads {

    private static final int MAX_CALLERS = 1_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final DiskSpace disk;
    private final UploadSettings settings;
    private final UnfinishedFolder folder;
    private final Semaphore free;
    private final Map<Object, Integer> byCaller = new ConcurrentHashMap<>();
    private final Optional<MinuteQuota> quota;

    Uploads(Folders folders, DiskSpace disk, UploadSettings settings, Quotas quotas) {
        this.disk = disk;
        this.settings = settings;
        this.folder = new UnfinishedFolder(folders.uploads(), "receiving-");
        this.free = new Semaphore(settings.atOnce());
        this.quota = settings.perMinute() == 0
                ? Optional.empty()
                : Optional.of(new MinuteQuota("uploads", settings.perMinute(), MAX_CALLERS, quotas));
    }

    /** Removes what programs left that were killed. */
    @EventListener
    void clear(StartupEvent started) {
        try {
            if (Files.isDirectory(folder.parent())) {
                folder.remove();
            }
        } catch (IOException e) {
            throw StorageException.of("What is left of uploads in " + folder.parent() + " can't be removed", e);
        }
    }

    /**
     * {@return a place for the files of one request}
     *
     * @throws RequestException if this caller, or everybody together, has too many
     */
    Reception open(Caller caller) {
        var who = caller.countedAs();
        quota.ifPresent(counted -> counted.take(who, 1));
        if (byCaller.merge(who, 1, Integer::sum) > mostOfOne()) {
            end(who);
            throw RequestException.overloaded("As many uploads as one user may send at a time, " + mostOfOne()
                    + ", are just being received.", RETRY_AFTER);
        }
        if (!free.tryAcquire()) {
            end(who);
            throw RequestException.overloaded("As many uploads as the server takes at a time, " + settings.atOnce()
                    + ", are just being received.", RETRY_AFTER);
        }
        try {
            return new Reception(newFolder(), settings, disk.room(), () -> release(who));
        } catch (IOException e) {
            release(who);
            throw StorageException.of("The folder " + folder.path() + " can't be made", e);
        }
    }

    // So that nobody keeps all others waiting by sending slowly.
    private int mostOfOne() {
        return Math.max(1, settings.atOnce() / 2);
    }

    private void release(Object caller) {
        free.release();
        end(caller);
    }

    private void end(Object caller) {
        byCaller.computeIfPresent(caller, (any, uploads) -> uploads > 1 ? uploads - 1 : null);
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(folder.path()), "");
    }
}

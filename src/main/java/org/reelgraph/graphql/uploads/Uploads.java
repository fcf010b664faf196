package org.reelgraph.graphql.uploads;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
        quota.ifPresent(counted -> counted.take(caller.countedAs(), 1));
        if (!free.tryAcquire()) {
            throw RequestException.overloaded("As many uploads as the server takes at a time, " + settings.atOnce()
                    + ", are just being received.", RETRY_AFTER);
        }
        try {
            return new Reception(newFolder(), settings, disk.room(), free::release);
        } catch (IOException e) {
            free.release();
            throw StorageException.of("The folder " + folder.path() + " can't be made", e);
        }
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(folder.path()), "");
    }
}

package org.reelgraph.storage;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database can be relied on. It can't from the first sign of damage to the next start, nor while its file
 * isn't there. The log says so once, and what to do.
 */
@Singleton
public class DatabaseHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final Set<StorageFailure> LASTING = EnumSet.of(StorageFailure.DAMAGED, StorageFailure.DISK_FAILED);

    private final DatabaseFile file;
    private final Backup backup;
    private final Set<StorageFailure> known = Collections.synchronizedSet(EnumSet.noneOf(StorageFailure.class));
    private volatile boolean missing;

    DatabaseHealth(DatabaseFile file, Backup backup) {
        this.file = file;
        this.backup = backup;
    }

    /** Takes note of a failure, whoever met it. */
    void note(Throwable failure) {
        StorageFailure.of(failure).ifPresent(meaning -> {
            if (meaning == StorageFailure.REPLACED) {
                look();
            } else if (LASTING.contains(meaning)) {
                noteLasting(meaning, failure.getMessage());
            } else if (meaning == StorageFailure.SEARCH_INDEX_DAMAGED && known.add(meaning)) {
                LOG.error("The search index is damaged and will be made anew: {}", failure.getMessage());
            }
        });
    }

    /** {@return whether the search index was found damaged since this was asked last} */
    public boolean takeSearchIndexDamage() {
        return known.remove(StorageFailure.SEARCH_INDEX_DAMAGED);
    }

    void noteLasting(StorageFailure meaning, String cause) {
        if (known.add(meaning)) {
            LOG.error("{}: {}. Stop the server, keep a copy of the data folder and look after the disk. {}",
                    meaning == StorageFailure.DAMAGED
                            ? "The database is damaged"
                            : "The disk fails that the database lies on",
                    cause, backup.wayBack());
        }
    }

    /** Looks whether the database's file is still there. */
    @Scheduled(fixedDelay = "500ms", initialDelay = "500ms")
    void look() {
        var found = file.missing();
        if (found.isPresent() && !missing) {
            LOG.error(
                    "{} was removed or replaced while the server runs. Nothing is read or written until the file that was"
                            + " there is back, or the server was started anew with the one that is there. {}",
                    found.get(),
                    backup.wayBack());
        } else if (found.isEmpty() && missing) {
            LOG.info("The database is back");
        }
        missing = found.isPresent();
    }

    /** @throws StorageException where half a second ago the database's file wasn't there */
    void requireFile() {
        if (missing) {
            throw new StorageException("The database's file is gone.", DatabaseFile.gone());
        }
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var isUp = !missing && known.stream().noneMatch(LASTING::contains);
        return Publishers.just(HealthResult.builder("database", isUp ? HealthStatus.UP : HealthStatus.DOWN).build());
    }
}

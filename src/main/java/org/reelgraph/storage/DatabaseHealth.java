package org.reelgraph.storage;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.reactivestreams.Publisher;
import org.reelgraph.health.HealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database can be used. It can't after the first sign of damage until the next start, or while its file is
 * missing or its server can't be reached. The log says so once, and what to do.
 */
@Singleton
public class DatabaseHealth implements HealthIndicator, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final String NAME = "database";
    private static final Set<StorageFailure> LASTING = EnumSet.of(StorageFailure.DAMAGED, StorageFailure.DISK_FAILED);

    private final BackupFolder backups;
    private final Set<StorageFailure> known = Collections.synchronizedSet(EnumSet.noneOf(StorageFailure.class));
    private volatile Optional<StorageFailure> absence = Optional.empty();

    DatabaseHealth(BackupFolder backups) {
        this.backups = backups;
    }

    /** Takes note of a failure, whoever met it. */
    public void note(Throwable failure) {
        StorageFailure.of(failure).ifPresent(meaning -> {
            if (meaning == StorageFailure.REPLACED) {
                absence = Optional.of(meaning); // until a check finds it again
            } else if (LASTING.contains(meaning)) {
                noteLasting(meaning, String.valueOf(failure.getMessage()));
            } else if (meaning == StorageFailure.SEARCH_INDEX_DAMAGED && known.add(meaning)) {
                LOG.error("The search index is damaged and will be made anew: {}", failure.getMessage());
            }
        });
    }

    /** {@return whether the search index was found damaged since this was asked last} */
    public boolean takeSearchIndexDamage() {
        return known.remove(StorageFailure.SEARCH_INDEX_DAMAGED);
    }

    /** Takes note of damage that lasts. */
    public void noteLasting(StorageFailure meaning, String cause) {
        if (known.add(meaning)) {
            LOG.error("{}: {}. Stop the server, keep a copy of the data folder and look after the disk. {}",
                    meaning == StorageFailure.DAMAGED
                            ? "The database is damaged"
                            : "The disk fails that the database lies on",
                    cause, backups.wayBack());
        }
    }

    /** Takes note of whether the database isn't where it was opened. */
    public void noteMissing(boolean isMissing) {
        absence = isMissing ? Optional.of(StorageFailure.REPLACED) : Optional.empty();
    }

    /** Takes note of whether the database's server can't be reached. */
    public void noteUnreachable(boolean isUnreachable) {
        absence = isUnreachable ? Optional.of(StorageFailure.UNREACHABLE) : Optional.empty();
    }

    /** {@return why the database can't be used at all; empty if it was there half a second ago} */
    public Optional<StorageFailure> absence() {
        return absence;
    }

    /** @throws StorageException where half a second ago the database wasn't there */
    void requireDatabase() {
        var reason = absence;
        if (reason.isPresent()) {
            throw new StorageException("The database isn't there: " + reason.get().inWords() + ".", reason.get());
        }
    }

    @Override
    public String checked() {
        return NAME;
    }

    @Override
    public Optional<String> problem() {
        return absence.or(() -> LASTING.stream().filter(known::contains).findFirst())
                .map(failure -> "It can't be used: " + failure.inWords() + ".");
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder(NAME, problem().isEmpty() ? HealthStatus.UP : HealthStatus.DOWN).build());
    }
}

package org.reelgraph.jobs;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.LockWaits;

/**
 * Makes workers. They work on the writer's connections, each statement a transaction: so they wait for the program's own
 * transactions instead of fighting them for SQLite's file, and in PostgreSQL not for those of other programs.
 */
@Singleton
class Workers {

    private static final Duration ONE_BATCH = Duration.ofSeconds(3);

    private final DataSource database;
    private final JobTurns turns;
    private final JobSettings settings;
    private final LockWaits waits;
    private final Ids ids;
    private final Clock clock;

    Workers(@Named("writer") DataSource database, DataSourceResolver resolver, JobTurns turns, JobSettings settings,
            LockWaits waits, Ids ids, Clock clock) {
        this.database = resolver.resolve(database);
        this.turns = turns;
        this.settings = settings;
        this.waits = waits;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@return a name for this program that no other has} */
    String name() {
        return ProcessHandle.current().pid() + "-" + Long.toString(ids.next(), Character.MAX_RADIX);
    }

    Worker make(Set<String> groups, String program, Optional<Long> only, Duration polling) {
        return new Worker(database, turns, groups, program, only, settings.heartbeat(), polling,
                waits.left().plus(ONE_BATCH), clock);
    }
}

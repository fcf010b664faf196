package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.util.Set;
import org.reelgraph.storage.copy.DerivedTables;

/** Who has a turn, and who may have one, is nothing to copy: each program that serves a copy begins anew. */
@Singleton
class Turnstile implements DerivedTables {

    @Override
    public Set<String> tables() {
        return Set.of("scheduled_tasks", "job_servers");
    }

    @Override
    public void makeAnew() {
        // A worker adds the turns of all groups when it starts, and itself.
    }
}

package org.reelgraph.maintenance;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.copy.ReplacementStep;

/** Forgets what checks found, since they were of another state. */
@Singleton
class CheckReplacement implements ReplacementStep {

    private final CheckResultStore results;

    CheckReplacement(CheckResultStore results) {
        this.results = results;
    }

    @Override
    public Runnable begin() {
        return () -> results.replace(List.of());
    }
}

package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who listens to the imports that this program runs. */
@Singleton
class ImportListeners {

    private final Map<Long, JobListener> listeners = new ConcurrentHashMap<>();
    private final ImportMetrics metrics;

    ImportListeners(ImportMetrics metrics) {
        this.metrics = metrics;
    }

    void add(long job, JobListener listener) {
        listeners.put(job, listener);
    }

    void remove(long job) {
        listeners.remove(job);
    }

    JobListener of(long job) {
        var listener = listeners.getOrDefault(job, JobListener.NONE);
        return (running, records) -> {
            metrics.count(records);
            listener.progress(running, records);
        };
    }
}

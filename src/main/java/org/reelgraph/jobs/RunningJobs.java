package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs that this program runs, which it can tell to end. */
@Singleton
class RunningJobs {

    private final Map<Long, Run> runs = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private volatile Runnable look = () -> {
    };

    void add(Run run) {
        runs.put(run.job().id(), run);
    }

    void remove(Run run) {
        runs.remove(run.job().id(), run);
    }

    /**
     * Tells a job that it is cancelled, if it runs here; {@return whether it does}
     *
     * @param undo whether another job takes back what it has done
     */
    boolean cancel(long id, boolean undo) {
        var run = Optional.ofNullable(runs.get(id));
        run.ifPresent(each -> each.cancel(undo));
        return run.isPresent();
    }

    /** {@return the ids of those that run here} */
    Set<Long> ids() {
        return Set.copyOf(runs.keySet());
    }

    /** Tells all jobs that the program stops. */
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Sets what has this program look for jobs at once. */
    void onWork(Runnable action) {
        look = action;
    }

    /** There is work. */
    void look() {
        look.run();
    }
}

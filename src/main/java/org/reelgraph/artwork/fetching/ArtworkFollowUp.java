package org.reelgraph.artwork.fetching;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.Set;
import org.reelgraph.artwork.fetching.web.FetchSettings;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.RunListener;
import org.reelgraph.storage.Step;
import org.reelgraph.storage.WriteTransactions;

/** Has jobs that fill the library followed by one that fetches what artwork is missing then, if the owner wants that. */
@Singleton
class ArtworkFollowUp implements RunListener {

    private static final Set<String> FILLING = Set.of("IMPORT", "SYNC");
    private static final Set<JobState> DONE = Set.of(JobState.SUCCEEDED, JobState.COMPLETED_WITH_ERRORS);

    private final FetchSettings settings;
    // The queue needs all listeners.
    private final BeanProvider<JobQueue> queue;
    private final BeanProvider<ArtworkJobKind> kind;
    private final WriteTransactions transactions;

    ArtworkFollowUp(FetchSettings settings, BeanProvider<JobQueue> queue, BeanProvider<ArtworkJobKind> kind,
            WriteTransactions transactions) {
        this.settings = settings;
        this.queue = queue;
        this.kind = kind;
        this.transactions = transactions;
    }

    @Override
    public Step begins(Job job) {
        return settings.afterImports() && FILLING.contains(job.kind())
                && !Boolean.TRUE.equals(JobInput.read(job.input()).get("dryRun"))
                        ? () -> ended(job.id())
                        : Step.UNWATCHED;
    }

    private void ended(long id) {
        transactions.within(() -> queue.get().find(id).filter(job -> DONE.contains(job.state())).map(job -> queue()));
    }

    // One that runs may have gone past what is new now.
    private Job queue() {
        var input = RefreshInput.MISSING.asMap();
        var key = kind.get().key(input).orElseThrow();
        var job = submit(key);
        return job.state() == JobState.QUEUED ? job : submit(key + " NEXT");
    }

    private Job submit(String key) {
        return queue.get().submit(
                new JobRequest(ArtworkJobKind.NAME, RefreshInput.MISSING.asMap(), JobOwner.SYSTEM, 0, key)).job();
    }
}

package org.reelgraph.jobs;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a job.
 *
 * @param kind     the kind's name
 * @param input    as its {@link JobKind#check} accepts it; kept as JSON
 * @param priority jobs with a higher one come first; 0 is usual
 * @param key      one piece of work: as long as a job with this key hasn't ended, another request joins it
 * @param retryOf  the ended job of which this one does the rest
 */
public record JobRequest(String kind, Map<String, Object> input, JobOwner owner, int priority, @Nullable String key,
        Optional<Long> retryOf) {

    /** A request for something new. */
    public JobRequest(String kind, Map<String, Object> input, JobOwner owner, int priority, @Nullable String key) {
        this(kind, input, owner, priority, key, Optional.empty());
    }
}

package org.reelgraph.jobs;

import java.util.Optional;

/**
 * What became of the wish to cancel a job.
 *
 * @param job       as it is now; empty if there is none
 * @param requested whether this call cancelled it, or asked its program to; false if it had ended or was cancelled before
 */
public record CancelResult(Optional<Job> job, boolean requested) {
}

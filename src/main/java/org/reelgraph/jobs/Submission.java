package org.reelgraph.jobs;

/**
 * What became of a request for a job.
 *
 * @param joined whether the job was there already, for the same piece of work
 */
public record Submission(Job job, boolean joined) {
}

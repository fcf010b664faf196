package org.reelgraph.jobs;

import java.time.Instant;

/**
 * A message of a job.
 *
 * @param position among the job's messages, from 0
 */
public record JobLogEntry(long jobId, long position, Instant at, LogLevel level, String message) {
}

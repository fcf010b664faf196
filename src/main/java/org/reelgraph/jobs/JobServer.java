package org.reelgraph.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A server that runs jobs.
 *
 * @param name      as in the leases of its jobs
 * @param pid       of its process, among those of its machine
 * @param startedAt when the process began, in epoch milliseconds
 */
@MappedEntity("job_servers")
record JobServer(@Id String name, long pid, long startedAt) {
}

package org.reelgraph.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.SqlRepository;

/** The servers that run jobs, on the writer's connection. */
@SqlRepository("writer")
interface JobServerStore extends GenericRepository<JobServer, String> {

    /** Adds a server. */
    JobServer save(JobServer server);

    /** {@return all servers that haven't said that they end; some may have been killed} */
    @Query("SELECT * FROM job_servers")
    List<JobServer> findAll();

    /** Removes a server. */
    @Query("DELETE FROM job_servers WHERE name = :name")
    void delete(String name);

    /** Removes those that were started before. */
    @Query("DELETE FROM job_servers WHERE started_at < :before")
    void deleteBefore(long before);
}

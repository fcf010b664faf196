package org.reelgraph.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads jobs. */
@SqlRepository
public abstract class JobRepository implements GenericRepository<Job, Long> {

    private final SelectReader reader;

    JobRepository(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the jobs with these ids, in no particular order} */
    @Query("SELECT * FROM jobs WHERE id" + JsonArray.IN_IDS)
    public abstract List<Job> findByIds(String ids);

    /** {@return the job with this id} */
    @Query("SELECT * FROM jobs WHERE id = :id")
    public abstract Optional<Job> find(long id);

    /** {@return the jobs of a kind before this one, newest first} */
    @Query("SELECT * FROM jobs WHERE kind = :kind AND id < :before ORDER BY id DESC LIMIT :most")
    public abstract List<Job> findPage(String kind, long before, int most);

    /** {@return the number of jobs of a kind} */
    @Query("SELECT count(*) FROM jobs WHERE kind = :kind")
    public abstract int count(String kind);

    /** {@return the number of jobs that are in a state and haven't ended} */
    @Query("SELECT count(*) FROM jobs WHERE finished_at IS NULL AND state = :state")
    abstract int countIn(JobState state);

    /**
     * {@return the job that was done last, if perhaps with errors}
     *
     * @param kinds of which kinds, as a {@link JsonArray}
     */
    @Query("SELECT * FROM jobs WHERE state IN ('SUCCEEDED', 'COMPLETED_WITH_ERRORS') AND finished_at IS NOT NULL"
            + " AND kind" + JsonArray.IN_EACH + ":kinds" + JsonArray.END + " ORDER BY finished_at DESC LIMIT 1")
    public abstract Optional<Job> findLastDone(String kinds);

    /** {@return the newest jobs} */
    @Query("SELECT * FROM jobs ORDER BY id DESC LIMIT :most")
    abstract List<Job> findNewest(int most);

    /** {@return the jobs that haven't ended, in their order} */
    @Query("SELECT * FROM jobs WHERE finished_at IS NULL ORDER BY job_group, priority DESC, position")
    abstract List<Job> findOpen();

    /** {@return the jobs that ended after a moment} */
    @Query("SELECT * FROM jobs WHERE finished_at > :moment")
    abstract List<Job> findEndedAfter(long moment);

    /** {@return the jobs that are open, or that ended after a moment, the oldest first} */
    @Query("SELECT * FROM jobs WHERE finished_at IS NULL OR finished_at > :moment ORDER BY id")
    abstract List<Job> findOpenOrEndedAfter(long moment);

    /** {@return what is paused} */
    @Query("SELECT scope FROM job_pauses ORDER BY scope")
    abstract List<String> findPauses();

    /** {@return a page of the jobs that a filter selects} */
    public List<Job> findPage(JobFilter filter, KeysetOrder<Job> order, Optional<Cursor> after, int most) {
        return ListPart.read(order.parts(after), filter.select(), most, select -> reader.read(select, Job.class));
    }

    /** {@return how many jobs a filter selects} */
    int count(JobFilter filter) {
        return reader.count(filter.select());
    }
}

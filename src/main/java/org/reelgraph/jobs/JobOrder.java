package org.reelgraph.jobs;

import java.util.List;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;

/** The fields by which jobs can be ordered. */
public final class JobOrder {

    private static final int MAX = 4;

    /** All fields. */
    public static final SortFields<Job> FIELDS = new SortFields<>(List.of(
            SortField.of("REQUESTED_AT", "requested_at", Type.INTEGER, job -> job.requestedAt().toEpochMilli()),
            SortField.of("PRIORITY", "priority", Type.INTEGER, Job::priority),
            SortField.of("POSITION", "position", Type.INTEGER, Job::position),
            SortField.of("KIND", "kind", Type.TEXT, Job::kind),
            SortField.nullable("FINISHED_AT", "finished_at", Type.INTEGER,
                    job -> job.finishedAt() == null ? null : job.finishedAt().toEpochMilli())),
            MAX, Job::id, TieBreaker.ASCENDING);

    private JobOrder() {
    }
}

package org.reelgraph.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.retention.ActivityGaps;
import org.reelgraph.storage.retention.Gap;
import org.reelgraph.storage.sql.SqlRepository;

/** The audit trail on the writer's connection. */
@SqlRepository("writer")
interface AuditStore extends GenericRepository<AuditEntry, Long>, ActivityGaps {

    /** Adds an entry. */
    AuditEntry save(AuditEntry entry);

    /** Updates the count of an entry; {@return how many entries have this id} */
    @Query("UPDATE audit_log SET count = :count, refusals = :refusals WHERE id = :id")
    int recount(long id, int count, @Nullable String refusals);

    @Override
    @Query("SELECT previous AS beginning, at AS ending FROM (SELECT at, lag(at) OVER (ORDER BY at) AS previous"
            + " FROM (SELECT at FROM audit_log WHERE at <= :until UNION ALL SELECT :until) AS moments) AS gaps"
            + " WHERE at - previous > :longest ORDER BY at DESC")
    List<Gap> findGaps(long until, long longest);

    /** Removes up to 1,000 entries from before; {@return how many} */
    @Query("DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE at < :before LIMIT 1000)")
    int deleteBefore(long before);
}

package org.reelgraph.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** The audit trail as the writer sees it. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditStore extends GenericRepository<AuditEntry, Long> {

    /** Adds an entry. */
    AuditEntry save(AuditEntry entry);

    /** Writes how often so far; {@return how many entries it found} */
    @Query("UPDATE audit_log SET count = :count, refusals = :refusals WHERE id = :id")
    int recount(long id, int count, String refusals);

    /** Removes up to 1,000 entries from before; {@return how many} */
    @Query("DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE at < :before LIMIT 1000)")
    int deleteBefore(long before);
}

package org.reelgraph.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.retention.ActivityGaps;
import org.reelgraph.storage.retention.Gap;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** The audit trail on the writer's connection. */
@SqlRepository("writer")
abstract class AuditStore implements GenericRepository<AuditEntry, Long>, ActivityGaps {

    private static final String INSERT = """
                                         INSERT INTO audit_log (id, at, actor, user_id, api_key_id, action, target, label,
                                           outcome, count, refusals, address, request_id)
                                         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcOperations operations;

    AuditStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Adds an entry. */
    void add(AuditEntry entry) {
        Rows.write(operations, INSERT, List.of(entry), AuditStore::bind);
    }

    private static void bind(PreparedStatement statement, AuditEntry entry) throws SQLException {
        statement.setLong(1, entry.id());
        Rows.set(statement, 2, entry.at());
        Rows.set(statement, 3, entry.actor());
        statement.setObject(4, entry.userId(), Types.BIGINT);
        statement.setObject(5, entry.apiKeyId(), Types.BIGINT);
        statement.setString(6, entry.action());
        statement.setString(7, entry.target());
        statement.setString(8, entry.label());
        Rows.set(statement, 9, entry.outcome());
        statement.setInt(10, entry.count());
        statement.setString(11, entry.refusalsJson());
        statement.setString(12, entry.address());
        statement.setString(13, entry.requestId());
    }

    /** Updates the count of an entry; {@return how many entries have this id} */
    @Query("UPDATE audit_log SET count = :count, refusals = :refusals WHERE id = :id")
    abstract int recount(long id, int count, @Nullable String refusals);

    @Override
    @Query("SELECT previous AS beginning, at AS ending FROM (SELECT at, lag(at) OVER (ORDER BY at) AS previous"
            + " FROM (SELECT at FROM audit_log WHERE at <= :until UNION ALL SELECT :until) AS moments) AS gaps"
            + " WHERE at - previous > :longest ORDER BY at DESC")
    public abstract List<Gap> findGaps(long until, long longest);

    /** Removes up to 1,000 entries from before; {@return how many} */
    @Query("DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE at < :before LIMIT 1000)")
    abstract int deleteBefore(long before);
}

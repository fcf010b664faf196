package org.reelgraph.imports.undo.log;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.reelgraph.imports.undo.log.UndoLogHeader.State;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to the undo log on the writer's connection. */
@SqlRepository("writer")
abstract class UndoLogStore implements GenericRepository<UndoLogHeader, Long> {

    private final JdbcOperations operations;

    UndoLogStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Adds the head of a job's log. */
    abstract UndoLogHeader save(UndoLogHeader header);

    /** {@return what is kept of a job's changes} */
    @Query("SELECT * FROM undo_logs WHERE job_id = :jobId")
    abstract Optional<UndoLogHeader> find(long jobId);

    /** {@return the size of all entries} */
    @Query("SELECT coalesce(sum(size), 0) FROM undo_logs WHERE state = 'KEPT'")
    abstract long totalSize();

    /** {@return the oldest log that is kept} */
    @Query("SELECT * FROM undo_logs WHERE state = 'KEPT' ORDER BY job_id LIMIT 1")
    abstract Optional<UndoLogHeader> findOldest();

    /** Counts an entry more. */
    @Query("UPDATE undo_logs SET entries = entries + 1, size = size + :size WHERE job_id = :jobId")
    abstract void count(long jobId, long size);

    /** Gives up a log; its entries are removed by {@link #deleteSomeUnkept}. */
    @Query("UPDATE undo_logs SET state = :state, size = 0 WHERE job_id = :jobId")
    abstract void giveUp(long jobId, State state);

    /** Gives up the logs that were begun before this. */
    @Query("UPDATE undo_logs SET state = 'EXPIRED', size = 0 WHERE state = 'KEPT' AND created_at < :before")
    abstract void expire(long before);

    /**
     * Removes entries of logs that are no longer kept.
     *
     * @return how many
     */
    int deleteSomeUnkept(int most) {
        return operations.prepareStatement(
                """
                DELETE FROM undo_entries WHERE (job_id, position) IN (
                  SELECT e.job_id, e.position FROM undo_entries AS e JOIN undo_logs AS l ON l.job_id = e.job_id
                    WHERE l.state <> 'KEPT' LIMIT ?)""",
                statement -> {
                    statement.setInt(1, most);
                    return statement.executeUpdate();
                });
    }

    /** Adds an entry. */
    void insert(long jobId, int position, byte[] content) {
        Rows.write(operations, "INSERT INTO undo_entries (job_id, position, content) VALUES (?, ?, ?)",
                List.of(content), (statement, bytes) -> {
                    statement.setLong(1, jobId);
                    statement.setInt(2, position);
                    statement.setBytes(3, bytes);
                });
    }

    /** {@return an entry} */
    byte[] content(long jobId, int position) {
        return Rows.read(operations::prepareStatement,
                "SELECT content FROM undo_entries WHERE job_id = ? AND position = ?", List.of(jobId, position),
                row -> row.getBytes(1)).getFirst();
    }
}

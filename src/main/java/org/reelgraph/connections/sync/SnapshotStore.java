package org.reelgraph.connections.sync;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.Rows;

/** What servers answered, on the writer's connection. */
@Singleton
class SnapshotStore {

    private static final String INSERT = "INSERT INTO tautulli_snapshots (job_id, position, section, request,"
            + " captured_at, imported, content) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String FIND = "SELECT position, section, request, captured_at, imported, content"
            + " FROM tautulli_snapshots WHERE job_id = ? AND position > ? AND imported = 1 ORDER BY position LIMIT ?";
    private static final String OLDEST = "SELECT s.id FROM sync_jobs s JOIN jobs j ON j.id = s.id"
            + " WHERE s.snapshots > 0 AND j.finished_at IS NOT NULL ORDER BY s.id LIMIT 1";
    private static final String OLDEST_BEFORE = "SELECT s.id FROM sync_jobs s JOIN jobs j ON j.id = s.id"
            + " WHERE s.snapshots > 0 AND j.finished_at < ? ORDER BY s.id LIMIT 1";

    /**
     * A kept answer.
     *
     * @param position its place among the job's answers
     * @param section  the position of the section that it is about
     */
    record Snapshot(long jobId, int position, int section, boolean imported, Answer answer) {
    }

    private final JdbcOperations operations;

    SnapshotStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Adds answers. */
    void insert(List<Snapshot> snapshots) {
        Rows.write(operations, INSERT, snapshots, (statement, snapshot) -> {
            statement.setLong(1, snapshot.jobId());
            statement.setInt(2, snapshot.position());
            statement.setInt(3, snapshot.section());
            statement.setString(4, snapshot.answer().request());
            statement.setLong(5, snapshot.answer().capturedAt().toEpochMilli());
            statement.setInt(6, snapshot.imported() ? 1 : 0);
            statement.setBytes(7, snapshot.answer().content());
        });
    }

    /** {@return the first answers to be imported after a position} */
    List<Snapshot> findImported(long jobId, int after, int most) {
        return Rows.read(operations::prepareStatement, FIND, List.of(jobId, after, most),
                row -> new Snapshot(jobId, row.getInt(1), row.getInt(2), row.getInt(5) == 1,
                        new Answer(Rows.text(row, 3), Rows.instant(row, 4), row.getBytes(6))));
    }

    /** {@return what all answers take} */
    long totalBytes() {
        return Rows.read(operations::prepareStatement, "SELECT coalesce(sum(snapshot_bytes), 0) FROM sync_jobs",
                List.of(), row -> row.getLong(1)).getFirst();
    }

    /** {@return the job that ended, of which the oldest answers are} */
    Optional<Long> findOldest() {
        return Rows.read(operations::prepareStatement, OLDEST, List.of(), row -> row.getLong(1)).stream().findFirst();
    }

    /** {@return the same of jobs that ended before} */
    Optional<Long> findOldestBefore(long before) {
        return Rows.read(operations::prepareStatement, OLDEST_BEFORE, List.of(before), row -> row.getLong(1)).stream()
                .findFirst();
    }

    /** Removes the answers of a job. */
    void delete(long jobId) {
        Rows.write(operations, "DELETE FROM tautulli_snapshots WHERE job_id = ?", List.of(jobId),
                (statement, id) -> statement.setLong(1, id));
        Rows.write(operations, "UPDATE sync_jobs SET snapshots = 0, snapshot_bytes = 0 WHERE id = ?",
                List.of(jobId), (statement, id) -> statement.setLong(1, id));
    }
}

package org.reelgraph.connections.sync;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.Rows;

/** The sections of jobs, on the writer's connection. */
@Singleton
class SyncSectionStore {

    /** What {@link #read} reads. */
    static final String COLUMNS = "job_id, position, section_id, name, media_kind, state, listed, read, unchanged,"
            + " problem";

    private static final String INSERT = "INSERT INTO sync_sections (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE sync_sections SET state = ?, listed = ?, read = ?, unchanged = ?,"
            + " problem = ? WHERE job_id = ? AND position = ?";
    private static final String FIND = "SELECT " + COLUMNS + " FROM sync_sections WHERE job_id = ? ORDER BY position";

    private final JdbcOperations operations;

    SyncSectionStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Adds sections. */
    void insert(List<SyncSection> sections) {
        Rows.write(operations, INSERT, sections, (statement, section) -> {
            statement.setLong(1, section.jobId());
            statement.setInt(2, section.position());
            if (section.sectionId() == null) {
                statement.setNull(3, Types.BIGINT);
            } else {
                statement.setLong(3, section.sectionId());
            }
            statement.setString(4, section.name());
            Rows.set(statement, 5, section.mediaKind());
            Rows.set(statement, 6, section.state());
            statement.setInt(7, section.listed());
            statement.setInt(8, section.read());
            statement.setInt(9, section.unchanged());
            statement.setString(10, section.problem());
        });
    }

    /** Saves how far a section is. */
    void update(SyncSection changed) {
        Rows.write(operations, UPDATE, List.of(changed), (statement, section) -> {
            Rows.set(statement, 1, section.state());
            statement.setInt(2, section.listed());
            statement.setInt(3, section.read());
            statement.setInt(4, section.unchanged());
            statement.setString(5, section.problem());
            statement.setLong(6, section.jobId());
            statement.setInt(7, section.position());
        });
    }

    /** {@return the sections of a job in their order} */
    List<SyncSection> find(long jobId) {
        return Rows.read(operations::prepareStatement, FIND, List.of(jobId), SyncSectionStore::read);
    }

    /** {@return the section of a row} */
    static SyncSection read(ResultSet row) throws SQLException {
        var section = row.getLong(3);
        return new SyncSection(row.getLong(1), row.getInt(2), row.wasNull() ? null : (Long) section,
                Rows.text(row, 4), MediaKind.valueOf(Rows.text(row, 5)),
                SyncSection.State.valueOf(Rows.text(row, 6)), row.getInt(7), row.getInt(8), row.getInt(9),
                Rows.textOrNull(row, 10));
    }
}

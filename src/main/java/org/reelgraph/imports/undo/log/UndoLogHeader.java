package org.reelgraph.imports.undo.log;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * What is kept of a job's changes.
 *
 * @param entries how many entries it has had; their positions count from 0
 * @param size    their size in bytes
 */
@MappedEntity("undo_logs")
public record UndoLogHeader(@Id long jobId, State state, int entries, long size,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt) {

    /** Whether the entries are there. */
    public enum State {
        /** They are. */
        KEPT,
        /** Their time was over. */
        EXPIRED,
        /** They would have taken more space than all jobs together may. */
        TOO_LARGE,
        /** Later jobs needed their space. */
        DISPLACED
    }
}

package org.reelgraph.imports.undo.log;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads what is kept of jobs' changes. */
@SqlRepository
public interface UndoLogRepository extends GenericRepository<UndoLogHeader, Long> {

    /** {@return the heads of the logs of these jobs} */
    @Query("SELECT * FROM undo_logs WHERE job_id" + JsonArray.IN_IDS)
    List<UndoLogHeader> findByIds(String ids);
}

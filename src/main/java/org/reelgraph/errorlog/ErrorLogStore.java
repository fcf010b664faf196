package org.reelgraph.errorlog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.SqlRepository;

/** The error log on the writer's connection. */
@SqlRepository("writer")
interface ErrorLogStore extends GenericRepository<LoggedError, Long> {

    void saveAll(List<LoggedError> errors);

    /** Removes up to 1,000 errors from before; {@return how many} */
    @Query("DELETE FROM error_logs WHERE id IN (SELECT id FROM error_logs WHERE at < :before LIMIT 1000)")
    int deleteBefore(long before);
}

package org.reelgraph.errorlog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.SqlRepository;

/** The error log as the writer sees it. */
@SqlRepository("writer")
interface ErrorLogStore extends GenericRepository<LoggedError, Long> {

    void saveAll(List<LoggedError> errors);

    /** Removes what is older. */
    @Query("DELETE FROM error_logs WHERE at < :before")
    void deleteBefore(long before);
}

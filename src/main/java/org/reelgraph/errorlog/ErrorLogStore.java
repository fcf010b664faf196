package org.reelgraph.errorlog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The error log as the writer sees it. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErrorLogStore extends GenericRepository<LoggedError, Long> {

    void saveAll(List<LoggedError> errors);

    /** Removes what is older. */
    @Query("DELETE FROM error_logs WHERE at < :before")
    void deleteBefore(long before);
}

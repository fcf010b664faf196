package org.reelgraph.errorlog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.Select;
import org.reelgraph.storage.Select.SortKey;

/** Reads the error log. */
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class ErrorLogRepository implements GenericRepository<LoggedError, Long> {

    private static final List<SortKey> NEWEST_FIRST = List.of(new SortKey("id", true));

    private final JdbcOperations operations;

    ErrorLogRepository(JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the errors of these ids, in no order} */
    @Query("SELECT * FROM error_logs WHERE id IN (SELECT value FROM json_each(:ids))")
    abstract List<LoggedError> findByIds(String ids);

    /** {@return the errors before this one, the newest first} */
    @Connectable(readOnly = true)
    List<LoggedError> findPage(Optional<String> requestId, long before, int most) {
        return select(requestId).orderBy(NEWEST_FIRST).after(List.of(before)).limit(most).read(operations,
                LoggedError.class);
    }

    /** {@return how many errors there are} */
    @Connectable(readOnly = true)
    int count(Optional<String> requestId) {
        return select(requestId).count(operations);
    }

    private static Select select(Optional<String> requestId) {
        return Select.from("error_logs").whereGiven("request_id = ?", requestId);
    }
}

package org.reelgraph.errorlog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads the error log. */
@SqlRepository
abstract class ErrorLogRepository implements GenericRepository<LoggedError, Long> {

    private static final List<SortKey> NEWEST_FIRST = List.of(SortKey.of("id", true));

    private final SelectReader reader;

    ErrorLogRepository(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the errors with these ids, in no particular order} */
    @Query("SELECT * FROM error_logs WHERE id" + JsonArray.IN_IDS)
    abstract List<LoggedError> findByIds(String ids);

    /** {@return the errors before this one, the newest first} */
    List<LoggedError> findPage(Optional<String> requestId, long before, int most) {
        return reader.read(select(requestId).orderBy(NEWEST_FIRST).after(List.of(before)).limit(most),
                LoggedError.class);
    }

    /** {@return how many errors there are} */
    int count(Optional<String> requestId) {
        return reader.count(select(requestId));
    }

    private static Select select(Optional<String> requestId) {
        return Select.from("error_logs").whereEqual("request_id", requestId);
    }
}

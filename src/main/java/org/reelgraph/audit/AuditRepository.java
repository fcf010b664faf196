package org.reelgraph.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads the audit trail. */
@SqlRepository
abstract class AuditRepository implements GenericRepository<AuditEntry, Long> {

    /** True for what didn't succeed, in the words of the index that has only these entries. */
    static final Condition UNSUCCESSFUL = Condition.sql("outcome <> 'SUCCESS'");

    private static final List<SortKey> NEWEST_FIRST = List.of(SortKey.of("id", true));

    private final SelectReader reader;

    AuditRepository(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the entries with these ids, in no particular order} */
    @Query("SELECT * FROM audit_log WHERE id" + JsonArray.IN_IDS)
    abstract List<AuditEntry> findByIds(String ids);

    /** {@return the greatest id of an entry; 0 if there is none} */
    @Query("SELECT coalesce(max(id), 0) FROM audit_log")
    abstract long newestId();

    /**
     * {@return when a command last did one of these, in milliseconds}
     *
     * @param values the actions, as a {@link JsonArray}
     */
    @Query("SELECT max(at) FROM audit_log WHERE outcome = 'SUCCESS' AND actor = 'COMMAND_LINE' AND action"
            + JsonArray.IN_VALUES)
    abstract Optional<Long> lastByCommand(String values);

    /** {@return the entries before this one, the newest first} */
    List<AuditEntry> findPage(AuditFilter filter, long before, int most) {
        return reader.read(filter.select().orderBy(NEWEST_FIRST).after(List.of(before)).limit(most), AuditEntry.class);
    }

    /** {@return how many entries there are} */
    int count(AuditFilter filter) {
        return reader.count(filter.select());
    }
}

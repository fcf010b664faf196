package org.reelgraph.imports.undo.log;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an item, or a person, was before a job changed it.
 *
 * @param before when it had been updated, in epoch milliseconds; {@link #ABSENT} if it wasn't there
 * @param after  when it was updated after the job, or {@link #ABSENT}: if it is another time now, somebody else has
 *               changed it
 * @param rows   by table; of an item that wasn't there, none, since all of it goes
 */
record ItemImage(long id, long before, long after, Map<String, RowSet> rows) {

    /** The time of something that isn't there. */
    static final long ABSENT = -1;

    boolean isCreation() {
        return before == ABSENT;
    }

    boolean isRemoval() {
        return after == ABSENT;
    }

    /** {@return the same with these rows} */
    ItemImage with(Map<String, RowSet> others) {
        return new ItemImage(id, before, after, others);
    }

    /** {@return the ids in a table that the job touched} */
    List<Long> keys(String table) {
        var set = rows.get(table);
        return set == null ? List.of() : set.keys();
    }

    /** {@return the rows that a table held} */
    List<List<@Nullable Object>> rows(String table) {
        var set = rows.get(table);
        return set == null ? List.of() : set.rows();
    }
}

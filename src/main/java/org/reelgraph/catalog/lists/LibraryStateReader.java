package org.reelgraph.catalog.lists;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/**
 * Reads which state of the library a transaction sees, and what has changed since another. Every writer records its
 * changes in the same transaction.
 */
@Singleton
class LibraryStateReader {

    private static final State BEFORE_ANY_CHANGE = new State(0, 0);
    private static final Columns<State> STATE = new Columns<>("last, forgotten",
            row -> new State(row.getLong(1), row.getLong(2)));

    /**
     * The library's state.
     *
     * @param last      the position of its last change
     * @param forgotten the position up to which deletions are no longer recorded
     */
    record State(long last, long forgotten) {
    }

    private final SelectReader reader;

    LibraryStateReader(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the library's state} */
    State state() {
        var states = reader.read(Select.from("change_places"), STATE);
        return states.isEmpty() ? BEFORE_ANY_CHANGE : states.getFirst();
    }

    /**
     * {@return the ids of the items that were created, changed or deleted after a position}
     *
     * @param most maximum number of ids
     */
    List<Long> changedAfter(long place, int most) {
        return reader.read(Select.from("changes").where(new Comparison("seq", Operator.GREATER, place)).limit(most),
                new Columns<>("media_id", row -> row.getLong(1)));
    }
}

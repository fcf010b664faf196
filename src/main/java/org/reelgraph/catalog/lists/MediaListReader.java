package org.reelgraph.catalog.lists;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.SelectReader;

/** Reads lists of media. */
@Singleton
class MediaListReader {

    /** Items that were missing from the last complete import of their source and kind. */
    static final Condition NOT_SEEN = Condition.sql("id IN (SELECT s.media_id FROM media_seen s"
            + " JOIN media_items m ON m.id = s.media_id JOIN complete_imports c ON c.source = m.source AND c.kind = m.kind"
            + " WHERE s.at < c.at)");

    private final SelectReader reader;
    private final SelectivityEstimator selectivity;

    MediaListReader(SelectReader reader, SelectivityEstimator selectivity) {
        this.reader = reader;
        this.selectivity = selectivity;
    }

    /**
     * {@return the items that pass a filter, in this order}
     *
     * @param columns the columns to read
     * @param from    the position to continue from
     */
    <T> List<T> findPage(MediaFilter filter, Columns<T> columns, KeysetOrder<T> order, Optional<Cursor> from,
            int most) {
        return filter.list(columns).read(reader, selectivity, order.parts(from), most);
    }

    /** {@return how many items pass a filter} */
    int count(MediaFilter filter) {
        return filter.list(MediaRepository.BRIEF).count(reader);
    }
}

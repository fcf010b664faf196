package org.reelgraph.catalog.lists;

import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.graphql.paging.Cursor;

/** Reads lists of media. */
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class MediaListRepository implements GenericRepository<MediaItem, Long> {

    private final JdbcOperations operations;
    private final SelectivityEstimator selectivity;

    MediaListRepository(JdbcOperations operations, SelectivityEstimator selectivity) {
        this.operations = operations;
        this.selectivity = selectivity;
    }

    /**
     * {@return the items that a filter lets through, in this order}
     *
     * @param from the place to go on from
     * @param card whether what a card shows is enough of them
     */
    @Connectable(readOnly = true)
    List<MediaItem> findPage(MediaFilter filter, MediaOrder order, Optional<Cursor> from, int most, boolean card) {
        return filter.list(card && order.isOfCards() ? MediaRepository.CARD : MediaRepository.COLUMNS).read(operations,
                selectivity, order.parts(from), most);
    }

    /** {@return how many items a filter lets through} */
    @Connectable(readOnly = true)
    int count(MediaFilter filter) {
        return filter.list(MediaRepository.CARD).count(operations);
    }
}

package org.reelgraph.catalog.lists;

import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.graphql.Cursor;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Select;

/** Reads lists of media. */
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class MediaListRepository implements GenericRepository<MediaItem, Long> {

    // So many places of an order are looked at before the filter's own index finds the items, of which there are few then.
    private static final int WINDOW = 2_000;

    private final JdbcOperations operations;

    MediaListRepository(JdbcOperations operations) {
        this.operations = operations;
    }

    /**
     * {@return the items that a filter lets through, in this order}
     *
     * @param from the place to go on from
     */
    @Connectable(readOnly = true)
    List<MediaItem> findPage(MediaFilter filter, MediaOrder order, Optional<Cursor> from, int most) {
        var parts = order.parts(from);
        return filter.restricts() ? findFiltered(filter, parts, most) : findAll(filter, parts, most);
    }

    private List<MediaItem> findAll(MediaFilter filter, List<ListPart> parts, int most) {
        var found = new ArrayList<MediaItem>();
        for (var part : parts) {
            if (found.size() < most) {
                found.addAll(part.in(filter.ofKind()).limit(most - found.size()).read(operations,
                        MediaRepository.COLUMNS, MediaRepository::read));
            }
        }
        return found;
    }

    // What many items are like is soon found along the order, what few are like by the filter.
    private List<MediaItem> findFiltered(MediaFilter filter, List<ListPart> parts, int most) {
        var found = new ArrayList<MediaItem>();
        for (var part : parts) {
            var window = part.in(filter.ofKind()).limit(WINDOW);
            found.addAll(read(window, filter.condition(), most - found.size()));
            if (found.size() == most) {
                return found;
            }
            if (window.count(operations) == WINDOW) {
                return findByFilter(filter, parts, most);
            }
        }
        return found;
    }

    private List<MediaItem> findByFilter(MediaFilter filter, List<ListPart> parts, int most) {
        var found = new ArrayList<MediaItem>();
        for (var part : parts) {
            if (found.size() < most) {
                var rest = most - found.size();
                found.addAll(read(part.withoutIndex().in(filter.whole()).limit(rest), Condition.ALWAYS, rest));
            }
        }
        return found;
    }

    private List<MediaItem> read(Select select, Condition condition, int most) {
        return select.read(operations, MediaRepository.COLUMNS, condition, most, MediaRepository::read);
    }

    /** {@return how many items a filter lets through} */
    @Connectable(readOnly = true)
    int count(MediaFilter filter) {
        return filter.whole().count(operations);
    }
}

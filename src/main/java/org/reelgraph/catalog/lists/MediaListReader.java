package org.reelgraph.catalog.lists;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;

/** Reads lists of media. */
@Singleton
class MediaListReader {

    /** Items that were missing from the last complete import of their source and kind. */
    static final Condition NOT_SEEN = Condition.sql("id IN (SELECT s.media_id FROM media_seen s"
            + " JOIN media_items m ON m.id = s.media_id JOIN complete_imports c ON c.source = m.source AND c.kind = m.kind"
            + " WHERE s.at < c.at)");

    private static final Columns<Long> ID = new Columns<>("id", row -> row.getLong(1));
    private static final String SORT_KEY = "sort_key";

    private final SelectReader reader;
    private final SelectivityEstimator selectivity;
    private final TitleLookup titles;

    MediaListReader(SelectReader reader, SelectivityEstimator selectivity, TitleLookup titles) {
        this.reader = reader;
        this.selectivity = selectivity;
        this.titles = titles;
    }

    /**
     * {@return the items that pass a filter, in this order}
     *
     * @param columns the columns to read
     * @param from    the position to continue from
     */
    <T> List<T> findPage(MediaFilter filter, Columns<T> columns, KeysetOrder<T> order, Optional<Cursor> from,
            int most) {
        var parts = order.parts(from);
        return findByTitle(filter, parts.getFirst(), most).map(ids -> readAll(ids, parts.getFirst(), columns))
                .orElseGet(() -> filter.list(columns).read(reader, selectivity, parts, most));
    }

    // If titles that contain a text are asked for by title, they are found in memory.
    private Optional<List<Long>> findByTitle(MediaFilter filter, ListPart part, int most) {
        return Optional.of(filter).filter(asked -> part.isInOrderOf(SORT_KEY)).flatMap(MediaFilter::titlePart)
                .flatMap(text -> titles.titles().map(all -> find(all, text, filter, part, most)));
    }

    private List<Long> find(OrderedTitles all, String text, MediaFilter filter, ListPart part, int most) {
        var backwards = part.order().getFirst().descending();
        if (part.after().isEmpty()) {
            return all.containing(text, filter.kind(), Optional.empty(), backwards, most);
        }
        return reader.read(part.in(filter.ofKind()).limit(1), ID).stream().findFirst()
                .map(first -> all.containing(text, filter.kind(), Optional.of(first), backwards, most))
                .orElse(List.of());
    }

    private <T> List<T> readAll(List<Long> ids, ListPart part, Columns<T> columns) {
        return ids.isEmpty()
                ? List.of()
                : reader.read(part.withoutIndex().in(Select.from("media_items").where(Condition.oneOf("id", ids))),
                        columns);
    }

    /** {@return how many items pass a filter} */
    int count(MediaFilter filter) {
        return filter.titlePart().flatMap(text -> titles.titles().map(all -> all.count(text, filter.kind())))
                .orElseGet(() -> filter.list(MediaRepository.BRIEF).count(reader));
    }
}

package org.reelgraph.wanted;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/** Reads wanted items. */
@Singleton
class WantedReader {

    /** All columns. */
    static final Columns<WantedItem> COLUMNS = new Columns<>(
            "id, kind, title, year, imdb, tmdb, tvdb, plex, musicbrainz, isbn, status, search_query, last_search_at,"
                    + " last_search_found, last_search_grabbed, added_at, sort_key, folded_title, namesake, updated_at",
            WantedReader::read);

    private final SelectReader reader;

    WantedReader(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the items with these ids, in no order} */
    List<WantedItem> findByIds(Collection<Long> ids) {
        return reader.read(all().where(Condition.oneOf("id", List.copyOf(ids))), COLUMNS);
    }

    /** {@return the first items that a filter lets through, in this order, from a place on} */
    List<WantedItem> findPage(WantedFilter filter, KeysetOrder<WantedItem> order, Optional<Cursor> from, int most) {
        return ListPart.read(order.parts(from), all().where(filter.condition()), most,
                select -> reader.read(select, COLUMNS));
    }

    /** {@return how many items a filter lets through} */
    int count(WantedFilter filter) {
        return reader.count(all().where(filter.condition()));
    }

    private static Select all() {
        return Select.from(WantedFilter.TABLE);
    }

    private static WantedItem read(ResultSet row) throws SQLException {
        var ids = new ExternalIds(Rows.textOrNull(row, 5), Rows.textOrNull(row, 6), Rows.textOrNull(row, 7),
                Rows.textOrNull(row, 8), Rows.textOrNull(row, 9), Rows.textOrNull(row, 10));
        var searchedAt = Rows.instantOrNull(row, 13);
        var search = searchedAt == null
                ? null
                : new WantedSearch(searchedAt, Rows.integer(row, 14), Rows.integer(row, 15));
        var details = new WantedDetails(MediaKind.valueOf(Rows.text(row, 2)), Rows.text(row, 3), Rows.integer(row, 4),
                ids, WantedStatus.valueOf(Rows.text(row, 11)), Rows.textOrNull(row, 12), search,
                Rows.instantOrNull(row, 16));
        return new WantedItem(row.getLong(1), details, Rows.text(row, 17), Rows.text(row, 18), row.getLong(19),
                Rows.instant(row, 20));
    }
}

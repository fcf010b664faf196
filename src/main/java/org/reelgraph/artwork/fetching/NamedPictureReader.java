package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.artwork.fetching.NamedPicture.Earlier;
import org.reelgraph.artwork.fetching.NamedPicture.Keys;
import org.reelgraph.artwork.fetching.NamedPicture.Level;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.lists.MediaSelectionReader;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.Statements;

/** Reads which pictures sources name, and what the library has of them. */
@Singleton
class NamedPictureReader {

    private static final List<SortKey> BY_ID = List.of(SortKey.of("id", false));
    private static final Columns<Long> ID = new Columns<>("id", row -> row.getLong(1));
    private static final String OWNERS = "SELECT id AS media_id, id AS owner_id, 'ITEM' AS level, NULL AS part"
            + " FROM media_items WHERE id" + JsonArray.IN
            + " UNION ALL SELECT series_id, id, 'SEASON', rating_key FROM seasons WHERE series_id" + JsonArray.IN
            + " UNION ALL SELECT series_id, id, 'EPISODE', rating_key FROM episodes WHERE series_id" + JsonArray.IN;
    private static final String OF_ITEMS = "SELECT o.media_id, m.title, i.owner_id, i.kind, i.source, i.path,"
            + " a.hash, coalesce(a.is_locked + a.is_selected, 0), f.attempts, f.tried_at, f.job_id, m.kind, o.level, m.rating_key, o.part"
            + " FROM (" + OWNERS + ") AS o"
            + " JOIN media_items AS m ON m.id = o.media_id JOIN images AS i ON i.owner_id = o.owner_id"
            + " LEFT JOIN artwork AS a ON a.owner_id = i.owner_id AND a.kind = i.kind AND a.source = i.source"
            + " AND a.path = i.path"
            + " LEFT JOIN artwork_fetches AS f ON f.media_id = o.media_id AND f.owner_id = i.owner_id"
            + " AND f.kind = i.kind AND f.source = i.source AND f.path = i.path"
            + " ORDER BY o.media_id, i.owner_id, i.position";

    private final Statements statements;
    private final SelectReader reader;
    private final MediaSelectionReader selection;
    private final PersonPictureReader people;

    NamedPictureReader(Statements statements, SelectReader reader, MediaSelectionReader selection,
            PersonPictureReader people) {
        this.statements = statements;
        this.reader = reader;
        this.selection = selection;
        this.people = people;
    }

    private Select select(RefreshInput input) {
        return selection.select(input.ids(), input.filter());
    }

    /** {@return how many items an input selects} */
    int count(RefreshInput input) {
        return reader.count(select(input));
    }

    /** {@return the ids of items that an input selects: those after one, in order} */
    List<Long> findAfter(RefreshInput input, long id, int most) {
        return reader.read(select(input).orderBy(BY_ID).after(List.of(id)).limit(most), ID);
    }

    /** {@return the pictures that sources name for items and all that belongs to them, then for their people} */
    List<NamedPicture> findOf(Collection<Long> items) {
        var ofItems = Rows.read(statements, OF_ITEMS,
                List.copyOf(Collections.nCopies(3, (Object) JsonArray.ofIds(items))), NamedPictureReader::read);
        return Stream.concat(ofItems.stream(), people.findOf(items).stream()).toList();
    }

    private static NamedPicture read(ResultSet row) throws SQLException {
        return new NamedPicture(row.getLong(1), Rows.text(row, 2), row.getLong(3),
                new Keys(MediaKind.valueOf(Rows.text(row, 12)), Level.valueOf(Rows.text(row, 13)),
                        Rows.textOrNull(row, 14), Rows.textOrNull(row, 15)),
                ImageKind.valueOf(Rows.text(row, 4)), Rows.text(row, 5), Rows.text(row, 6),
                Optional.ofNullable(Rows.textOrNull(row, 7)), row.getInt(8) != 0,
                Rows.instantOrNull(row, 10) == null ? Optional.empty() : Optional.of(earlier(row, 9)));
    }

    /** {@return what three columns of a row say of an earlier attempt, from one on} */
    static Earlier earlier(ResultSet row, int column) throws SQLException {
        var job = row.getLong(column + 2);
        return new Earlier(row.getInt(column), Rows.instant(row, column + 1), row.wasNull() ? null : (Long) job);
    }
}

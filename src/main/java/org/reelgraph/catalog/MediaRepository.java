package org.reelgraph.catalog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem.Description;
import org.reelgraph.catalog.MediaItem.Titles;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.media.MediaFields;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SqlRepository;
import org.reelgraph.storage.sql.Statements;
import org.reelgraph.storage.sql.Subquery;

/** Reads media items. Lists of ids come as JSON arrays, see {@link org.reelgraph.storage.sql.JsonArray}. */
@SqlRepository
public abstract class MediaRepository implements GenericRepository<MediaItem, Long> {

    /** All of an item but its metadata. */
    public static final Columns<MediaItem> COLUMNS = new Columns<>(
            "id, kind, source, rating_key, edition, title, sort_title, original_title, sort_key, folded_title, year,"
                    + " summary, tagline, content_rating, studio, rating, released_on, duration_seconds, imdb, tmdb,"
                    + " tvdb, plex, musicbrainz, isbn, added_at, last_added_at, shuffle, created_at, updated_at",
            MediaRepository::read);
    /** What {@link MediaFields#CARD} needs. */
    public static final Columns<MediaCard.Brief> BRIEF = new Columns<>("id, kind, title, sort_key, year, rating",
            MediaRepository::readBrief);
    private static final IdQuery DESCRIBED = IdQuery
            .of("SELECT " + BRIEF.names() + ", summary FROM media_items WHERE id = :id");
    private static final IdQuery BY_ID = IdQuery.of("SELECT " + COLUMNS.names() + " FROM media_items WHERE id = :id");

    private final Statements statements;
    private final SelectReader reader;

    MediaRepository(Statements statements, SelectReader reader) {
        this.statements = statements;
        this.reader = reader;
    }

    /** {@return the items of these ids, in no order} */
    public List<MediaItem> findByIds(Collection<Long> ids) {
        return Rows.find(statements, BY_ID, ids, MediaRepository::read);
    }

    /** {@return the items of these ids with no more than their summaries beyond {@link #BRIEF}, in no order} */
    public List<MediaCard.Described> findDescribed(Collection<Long> ids) {
        return Rows.find(statements, DESCRIBED, ids,
                row -> new MediaCard.Described(readBrief(row), Utf8Text.ofNullable(row.getBytes(7))));
    }

    /**
     * {@return the items whose newest part was added last, the last first}
     *
     * @param kind of this kind, or of all
     */
    public List<MediaItem> findNewest(Optional<MediaKind> kind, int most) {
        return reader.read(newest(kind, most), COLUMNS);
    }

    /** {@return the same as a part of a larger statement} */
    public static Select newest(Optional<MediaKind> kind, int most) {
        return ofKind(kind).orderBy(List.of(SortKey.of("last_added_at", true), SortKey.of("id", true))).limit(most);
    }

    /** {@return the best rated items of all kinds} */
    public static Select bestRated(int most) {
        return ofKind(Optional.empty()).where(new Condition.Present("rating"))
                .orderBy(List.of(SortKey.of("rating", true), SortKey.of("id", true))).limit(most);
    }

    /** {@return the items of a kind; of all kinds, each read on its own, since indexes of orders begin with the kind} */
    public static Select ofKind(Optional<MediaKind> kind) {
        var all = Select.from("media_items");
        return kind.map(only -> all.where(isOfKind(only))).orElseGet(() -> all.mergedBy("kind", MediaKind.NAMES));
    }

    /** {@return the condition that an item is of a kind} */
    public static Condition isOfKind(MediaKind kind) {
        return Condition.equal("kind", kind.name());
    }

    /** {@return what was released on a day of any year up to this one, the newest first} */
    public List<MediaItem> findReleasedOnDay(LocalDate day, int most) {
        return reader.read(releasedOn(day, most), COLUMNS);
    }

    /** {@return the same as a part of a larger statement} */
    public static Select releasedOn(LocalDate day, int most) {
        var text = day.toString();
        return Select.from("media_items")
                .where(Condition.sql("substr(released_on, 6) = ? AND released_on <= ?", text.substring(5), text))
                .orderBy(List.of(SortKey.of("released_on", true), SortKey.of("id", true))).limit(most);
    }

    /** {@return the items of each of these lists, all read in one statement} */
    public List<List<MediaItem>> findLists(List<Select> lists) {
        return reader.readAll(lists, COLUMNS);
    }

    /** {@return how many items there are} */
    @Query("SELECT count(*) FROM media_items")
    public abstract int countAll();

    /** {@return how many items of a kind there are} */
    @Query("SELECT count(*) FROM media_items WHERE kind = :kind")
    public abstract int countByKind(MediaKind kind);

    /** {@return the items with this rating key, of a source or of all: at most one of a source and kind} */
    public List<MediaItem> findByRatingKey(Optional<String> source, String key) {
        var withKey = Condition.equal("rating_key", key);
        return reader.read(Select.from("media_items")
                .where(new In("id", List.of(new Subquery("id", "media_items", withKey),
                        new Subquery("media_id", "further_rating_keys", withKey))))
                .whereEqual("source", source), COLUMNS);
    }

    /**
     * {@return the items with this id in its canonical form, of a source or of all: at most one of a source, kind and
     * edition}
     */
    public List<MediaItem> findByExternalId(Optional<String> source, ExternalIdScheme scheme, String id) {
        return reader.read(Select.from("media_items").where(Condition.equal(scheme.fieldName(), id))
                .whereEqual("source", source), COLUMNS);
    }

    private static MediaCard.Brief readBrief(ResultSet row) throws SQLException {
        return new MediaCard.Brief(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)),
                new Utf8Text(row.getBytes(3)), Rows.text(row, 4), Rows.integer(row, 5), Rows.decimal(row, 6));
    }

    private static MediaItem read(ResultSet row) throws SQLException {
        var titles = new Titles(Rows.text(row, 6), Rows.textOrNull(row, 7), Rows.textOrNull(row, 8), Rows.text(row, 9),
                Rows.text(row, 10));
        var description = new Description(Rows.integer(row, 11), Rows.textOrNull(row, 12), Rows.textOrNull(row, 13),
                Rows.textOrNull(row, 14), Rows.textOrNull(row, 15), Rows.decimal(row, 16), Rows.day(row, 17),
                Rows.integer(row, 18));
        var ids = new ExternalIds(Rows.textOrNull(row, 19), Rows.textOrNull(row, 20), Rows.textOrNull(row, 21),
                Rows.textOrNull(row, 22),
                Rows.textOrNull(row, 23), Rows.textOrNull(row, 24));
        return new MediaItem(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), Rows.text(row, 3),
                Rows.textOrNull(row, 4), Rows.textOrNull(row, 5), titles, description, ids, Rows.instantOrNull(row, 25),
                Rows.instant(row, 26), row.getLong(27), Rows.instant(row, 28), Rows.instant(row, 29));
    }
}

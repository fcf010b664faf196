package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;

/** Reads which items have no poster that can be shown in full size. */
@Singleton
class ArtworkReportReader {

    /** The narrowest poster that is wide enough. */
    static final int LEAST_WIDTH = 300;

    private static final String OF_ITEM = ".owner_id = media_items.id AND ";
    private static final String WIDTH = "(SELECT max(p.width) FROM artwork AS a JOIN pictures AS p ON p.hash = a.hash"
            + " WHERE a" + OF_ITEM + "a.kind = 'POSTER' AND a.unused_since IS NULL)";
    private static final String IS_NAMED = "EXISTS (SELECT 1 FROM images AS i WHERE i" + OF_ITEM
            + "i.kind = 'POSTER')";
    private static final String IS_BROKEN = "EXISTS (SELECT 1 FROM artwork_fetches AS f WHERE f.media_id = media_items.id"
            + " AND f" + OF_ITEM + "f.kind = 'POSTER' AND f.outcome = 'FAILED')";
    private static final Columns<Entry> COLUMNS = new Columns<>("id, kind, " + WIDTH + " AS width, CASE WHEN "
            + IS_NAMED + " THEN 1 ELSE 0 END AS is_named, CASE WHEN " + IS_BROKEN + " THEN 1 ELSE 0 END AS is_broken",
            row -> Entry.of(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), Rows.integer(row, 3),
                    row.getInt(4) == 1, row.getInt(5) == 1));
    private static final Columns<Entry> ID_AND_KIND = new Columns<>("id, kind",
            row -> Entry.of(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), null, false, false));
    private static final List<SortKey> NEWEST_FIRST = List.of(SortKey.of("id", true));

    private final SelectReader reader;

    ArtworkReportReader(SelectReader reader) {
        this.reader = reader;
    }

    /** What is wrong with a poster. */
    enum Problem {
        MISSING(WIDTH + " IS NULL AND NOT " + IS_BROKEN), BROKEN(WIDTH + " IS NULL AND " + IS_BROKEN), TOO_SMALL(
                WIDTH + " < " + LEAST_WIDTH);

        private final String sql;

        Problem(String sql) {
            this.sql = sql;
        }
    }

    /**
     * An item.
     *
     * @param posterWidth in pixels; null if it has no poster
     * @param named       whether a source names a poster
     */
    record Entry(long id, MediaKind kind, Problem problem, @Nullable Integer posterWidth, boolean named) {

        private static Entry of(long id, MediaKind kind, @Nullable Integer width, boolean named, boolean broken) {
            var problem = width != null ? Problem.TOO_SMALL : broken ? Problem.BROKEN : Problem.MISSING;
            return new Entry(id, kind, problem, width, named);
        }
    }

    private static Select select(Optional<Problem> problem, Optional<MediaKind> kind) {
        return Select.from("media_items")
                .where(Condition
                        .sql(problem.map(only -> only.sql).orElse("coalesce(" + WIDTH + ", 0) < " + LEAST_WIDTH)))
                .whereGiven(kind, MediaRepository::isOfKind);
    }

    /** {@return the items before one with a problem, the newest first} */
    List<Entry> findPage(Optional<Problem> problem, Optional<MediaKind> kind, long before, int most) {
        return reader.read(select(problem, kind).orderBy(NEWEST_FIRST).after(List.of(before)).limit(most), COLUMNS);
    }

    /** {@return how many items have a problem} */
    int count(Optional<Problem> problem, Optional<MediaKind> kind) {
        return reader.count(select(problem, kind));
    }

    /** {@return the kinds of items} */
    Map<Long, MediaKind> kinds(Collection<Long> items) {
        var kinds = new HashMap<Long, MediaKind>();
        reader.read(Select.from("media_items").where(Condition.oneOf("id", List.copyOf(items))), ID_AND_KIND)
                .forEach(item -> kinds.put(item.id(), item.kind()));
        return kinds;
    }
}

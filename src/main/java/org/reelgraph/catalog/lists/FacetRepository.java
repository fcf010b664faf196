package org.reelgraph.catalog.lists;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.TagKind;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Rows;

/** Counts the values that media have. */
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class FacetRepository implements GenericRepository<MediaItem, Long> {

    /** How many items have a value. */
    record ValueCount(String value, int count) {
    }

    private final JdbcOperations operations;

    FacetRepository(JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the place of the last change of the library: what was counted at the same one is still right} */
    @Query("SELECT coalesce(max(last), 0) FROM change_places")
    abstract long lastChange();

    /** {@return the most frequent words of a kind, but for case, in the items of a filter} */
    @Connectable(readOnly = true)
    List<ValueCount> countTags(TagKind kind, Condition filter, int most) {
        // Without a filter an index has them in order; with one, its items come first.
        var tags = isAll(filter)
                ? "media_tags WHERE media_tags.kind = ?"
                : "(SELECT id FROM media_items WHERE " + filter.sql()
                        + ") CROSS JOIN media_tags ON media_id = id AND media_tags.kind = ?";
        return count("SELECT min(name), count(DISTINCT media_id) AS items FROM " + tags
                + " GROUP BY name COLLATE NOCASE ORDER BY items DESC, 1 LIMIT ?", filter, kind.name(), most);
    }

    /** {@return the most frequent values of a column in the items of a filter, where they have one} */
    @Connectable(readOnly = true)
    List<ValueCount> countColumn(String column, Condition filter, int most) {
        return count("SELECT min(" + column + "), count(*) AS items" + grouped(column, filter)
                + " ORDER BY items DESC, 1 LIMIT ?", filter, most);
    }

    /** {@return the years in the items of a filter, where they have one, by year} */
    @Connectable(readOnly = true)
    List<ValueCount> countYears(Condition filter) {
        return count("SELECT year, count(*)" + grouped("year", filter) + " ORDER BY 1", filter);
    }

    private static String grouped(String column, Condition filter) {
        return " FROM media_items WHERE " + column + " IS NOT NULL AND (" + filter.sql() + ") GROUP BY "
                + (isAll(filter) ? column : "+" + column);
    }

    private static boolean isAll(Condition filter) {
        return filter.equals(Condition.ALWAYS);
    }

    private List<ValueCount> count(String sql, Condition filter, Object... others) {
        var values = Stream.concat(filter.values().stream(), Stream.of(others)).toList();
        return operations.prepareStatement(sql, statement -> {
            for (var i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return Rows.read(statement, row -> new ValueCount(Rows.text(row, 1), row.getInt(2)));
        });
    }
}

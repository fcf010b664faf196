package org.reelgraph.catalog.lists;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/** Reads the values of facets. */
@Singleton
class FacetReader {

    private static final List<Facet> OF_COLUMNS = List.of(Facet.KIND, Facet.YEAR, Facet.STUDIO, Facet.CONTENT_RATING,
            Facet.RATING);

    private final SelectReader reader;

    FacetReader(SelectReader reader) {
        this.reader = reader;
    }

    /** Passes on every value of these items, or of all items. */
    void readValues(Optional<List<Long>> ids, BiConsumer<Long, FacetValue> values) {
        reader.read(items("media_items", "id", ids),
                new Columns<>("id, kind, CAST(year AS TEXT), studio, content_rating, CAST(rating AS TEXT)", row -> {
                    for (var i = 0; i < OF_COLUMNS.size(); i++) {
                        var value = Rows.textOrNull(row, i + 2);
                        if (value != null) {
                            values.accept(row.getLong(1), new FacetValue(OF_COLUMNS.get(i), value));
                        }
                    }
                    return row;
                }));
        reader.read(items("media_tags", "media_id", ids), new Columns<>("media_id, kind, name", row -> {
            values.accept(row.getLong(1), new FacetValue(Facet.valueOf(Rows.text(row, 2)), Rows.text(row, 3)));
            return row;
        }));
    }

    private static Select items(String table, String id, Optional<List<Long>> ids) {
        return Select.from(table).whereGiven(ids, given -> Condition.oneOf(id, given));
    }

    /** {@return the ids of the items that meet a condition} */
    long[] findIds(Condition condition) {
        return reader.read(Select.from("media_items").where(condition), new Columns<>("id", row -> row.getLong(1)))
                .stream()
                .mapToLong(Long::longValue).toArray();
    }
}

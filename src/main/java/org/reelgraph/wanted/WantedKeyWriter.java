package org.reelgraph.wanted;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.collation.KeyedTitles;
import org.reelgraph.storage.sql.Rows;

/** Makes the keys anew by which wanted items are sorted and compared. */
@Singleton
class WantedKeyWriter implements KeyedTitles {

    private record Row(long id, String kind, String title, int year, String sortKey, String foldedTitle) {
    }

    private record Renewed(long id, String sortKey, String foldedTitle, long namesake) {
    }

    private final JdbcOperations operations;

    WantedKeyWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    @Override
    public int renew(SortKeys keys) {
        var rows = rows();
        var namesakes = new HashMap<List<Object>, Long>();
        var renewed = new ArrayList<Renewed>();
        for (var row : rows) {
            var folded = keys.comparable(row.title());
            var namesake = namesakes.merge(List.of(row.kind(), folded, row.year()), 1L, Long::sum) - 1;
            renewed.add(new Renewed(row.id(), keys.of(row.title()), folded, namesake));
        }
        // Titles that were different may be the same by other rules, in whatever order they are written.
        operations.prepareStatement("UPDATE wanted_items SET namesake = -id", statement -> statement.executeUpdate());
        Rows.write(operations, "UPDATE wanted_items SET sort_key = ?, folded_title = ?, namesake = ? WHERE id = ?",
                renewed, (statement, row) -> {
                    statement.setString(1, row.sortKey());
                    statement.setString(2, row.foldedTitle());
                    statement.setLong(3, row.namesake());
                    statement.setLong(4, row.id());
                });
        return rows.size();
    }

    @Override
    public long faults(SortKeys keys) {
        return rows().stream().filter(row -> !keys.of(row.title()).equals(row.sortKey())
                || !keys.comparable(row.title()).equals(row.foldedTitle())).count();
    }

    private List<Row> rows() {
        return Rows.read(operations::prepareStatement, "SELECT id, kind, title, coalesce(year, 0), sort_key,"
                + " folded_title FROM wanted_items ORDER BY namesake, id", List.of(),
                row -> new Row(row.getLong(1), Rows.text(row, 2), Rows.text(row, 3), row.getInt(4),
                        Rows.text(row, 5), Rows.text(row, 6)));
    }
}

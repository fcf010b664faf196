package org.reelgraph.imports.legacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.reelgraph.storage.foreign.ForeignDatabase.ForeignTable;
import org.reelgraph.storage.tables.Table;

/**
 * A table of Plex Exporter.
 *
 * @param columns by their latest names, in lower case
 */
record LegacyTable(String name, Map<String, String> columns) {

    /** The column by which a table's rows are referred to. */
    static final String ID = "id";
    /** The column of the rating key. */
    static final String KEY = "tautulli_id";
    /** The column that refers to an item. */
    static final String ITEM = "media_item_id";
    /** The column that refers to a season. */
    static final String SEASON = "season_id";
    /** The column that refers to somebody in a cast. */
    static final String MEMBER = "cast_member_id";

    private static final Map<String, String> RENAMED = Map.of("plex_id", KEY, "media_type", "type", "media_id", ITEM);

    static LegacyTable of(ForeignTable table) {
        var columns = new LinkedHashMap<String, String>();
        table.columns().forEach(column -> {
            var name = column.toLowerCase(Locale.ROOT);
            columns.putIfAbsent(RENAMED.getOrDefault(name, name), column);
        });
        return new LegacyTable(table.name(), columns);
    }

    boolean has(String... names) {
        return columns.keySet().containsAll(Set.of(names));
    }

    /** {@return the names of the columns} */
    List<String> names() {
        return new ArrayList<>(columns.keySet());
    }

    /** {@return the table's name, as it stands in statements} */
    String quoted() {
        return Table.quoted(name);
    }

    /** {@return a column, as it stands in statements; null if there is none} */
    String column(String alias, String column) {
        return has(column) ? alias + "." + Table.quoted(String.valueOf(columns.get(column))) : "NULL";
    }

    /** {@return a column's value if it is a whole number; otherwise null} */
    String key(String alias, String column) {
        return "CASE WHEN %1$s = CAST(%1$s AS INTEGER) THEN CAST(%1$s AS INTEGER) END".formatted(column(alias, column));
    }
}

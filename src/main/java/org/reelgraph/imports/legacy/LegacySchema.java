package org.reelgraph.imports.legacy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.reelgraph.storage.foreign.ForeignDatabase.ForeignTable;

/**
 * The tables of a database of Plex Exporter, as far as it has them. {@code media_metadata} and {@code thumbnails} became
 * {@code media_items} and {@code media_thumbnails}; where a migration stopped, a database has both.
 */
final class LegacySchema {

    // With the columns without which they are of no use.
    private static final Map<String, List<String>> CARRIED = Map.of("media_metadata", List.of("title"), "thumbnails",
            List.of(LegacyTable.ITEM, "path"), "media_items", List.of("title"), "seasons", List.of(LegacyTable.ITEM),
            "episodes", List.of(LegacyTable.SEASON), "cast_members", List.of(LegacyTable.ID, "name"), "media_cast",
            List.of(LegacyTable.ITEM, LegacyTable.MEMBER), "media_thumbnails", List.of(LegacyTable.ITEM, "path"));

    private final Map<String, LegacyTable> tables = new TreeMap<>();
    private final List<ForeignTable> others;

    LegacySchema(List<ForeignTable> found) {
        found.stream().filter(LegacySchema::isCarried)
                .forEach(table -> tables.put(table.name().toLowerCase(Locale.ROOT), LegacyTable.of(table)));
        others = found.stream().filter(table -> !isCarried(table)).toList();
    }

    private static boolean isCarried(ForeignTable table) {
        return table.isStored() && CARRIED.containsKey(table.name().toLowerCase(Locale.ROOT));
    }

    /** {@return the tables whose rows become part of a library, in the order of their names} */
    Collection<LegacyTable> carried() {
        return tables.values();
    }

    /** {@return tables that lack the columns without which they are of no use} */
    List<LegacyTable> unusable() {
        return tables.values().stream().filter(table -> !missing(table).isEmpty()).toList();
    }

    /** {@return the columns that a table lacks and without which it is of no use} */
    List<String> missing(LegacyTable table) {
        return needed(table.name()).stream().filter(column -> !table.has(column)).toList();
    }

    private static List<String> needed(String table) {
        return CARRIED.getOrDefault(table.toLowerCase(Locale.ROOT), List.of());
    }

    /** {@return tables that have no place in a library, and what only looks like a table} */
    List<ForeignTable> others() {
        return others;
    }

    /** {@return the items as the latest programs have them} */
    Optional<LegacyTable> items() {
        return table("media_items");
    }

    /** {@return the items as the first programs had them} */
    Optional<LegacyTable> firstItems() {
        return table("media_metadata");
    }

    /** {@return the first items, if each of them can be told to be the same as one of the latest} */
    Optional<LegacyTable> twins() {
        return items().filter(LegacySchema::hasKeys).flatMap(any -> firstItems()).filter(LegacySchema::hasKeys);
    }

    private static boolean hasKeys(LegacyTable table) {
        return table.has(LegacyTable.ID, LegacyTable.KEY);
    }

    /** {@return the images of the items as the first programs had them} */
    Optional<LegacyTable> firstThumbnails() {
        return table("thumbnails");
    }

    Optional<LegacyTable> seasons() {
        return table("seasons");
    }

    Optional<LegacyTable> episodes() {
        return table("episodes");
    }

    Optional<LegacyTable> cast() {
        return table("media_cast");
    }

    Optional<LegacyTable> castMembers() {
        return table("cast_members");
    }

    Optional<LegacyTable> thumbnails() {
        return table("media_thumbnails");
    }

    private Optional<LegacyTable> table(String name) {
        return Optional.ofNullable(tables.get(name)).filter(table -> missing(table).isEmpty());
    }
}

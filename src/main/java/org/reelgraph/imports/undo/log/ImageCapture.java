package org.reelgraph.imports.undo.log;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.undo.log.LibrarySchema.Attachment;
import org.reelgraph.imports.undo.log.UndoEntry.Seen;
import org.reelgraph.storage.tables.Table;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

/** Reads what is about to be written, as it is. The number of statements doesn't depend on how much that is. */
@Singleton
class ImageCapture {

    private static final String SERIES = "series_id";

    private final RowStore store;

    ImageCapture(RowStore store) {
        this.store = store;
    }

    /** What is found for one batch, by the id of its row. */
    private static final class Found {

        private final Map<Long, Row> items = new LinkedHashMap<>();
        private final Map<Long, Row> seasons = new LinkedHashMap<>();
        private final Map<Long, Row> episodes = new LinkedHashMap<>();
        private final Map<String, List<Row>> attached = new HashMap<>();
        private final Set<Long> gone = new HashSet<>();
    }

    /** {@return what a batch is about to write, as it is} */
    UndoEntry capture(Touched touched) {
        var schema = store.schema();
        var found = find(schema, touched);
        var images = new ArrayList<ItemImage>();
        var byItem = split(schema, touched, found);
        touched.items.forEach((id, after) -> images.add(new ItemImage(id, updatedAt(found.items.get(id)), after,
                touched.created.contains(id) ? Map.of() : byItem.getOrDefault(id, Map.of()))));
        var credited = new HashSet<>(touched.credited);
        found.attached.getOrDefault(LibrarySchema.CREDITS, List.of())
                .forEach(credit -> credited.add(credit.number("person_id")));
        credited.removeAll(touched.created);
        credited.removeAll(touched.people.keySet());
        var entry = new UndoEntry(columns(schema), images, people(schema, touched), credited(schema, credited),
                found.items.isEmpty() ? List.of() : store.findTotals(found.items.keySet()), seen(schema, touched),
                List.of());
        return withUsedColumns(entry);
    }

    private Found find(LibrarySchema schema, Touched touched) {
        var found = new Found();
        add(found.items, store.find(schema.media(), stored(touched.items.keySet(), touched)));
        var goneItems = found.items.keySet().stream().filter(touched.gone::contains).toList();
        add(found.seasons, store.find(schema.seasons(), stored(touched.seasons, touched)));
        add(found.seasons, store.find(schema.seasons(), List.of(SERIES), goneItems));
        var goneSeasons = found.seasons.values().stream().filter(season -> touched.gone.contains(season.id())
                || touched.gone.contains(season.number(SERIES))).map(Row::id).toList();
        add(found.episodes, store.find(schema.episodes(), stored(touched.episodes, touched)));
        add(found.episodes, store.find(schema.episodes(), List.of("season_id"), goneSeasons));
        found.gone.addAll(goneItems);
        found.gone.addAll(goneSeasons);
        found.episodes.values().stream().filter(episode -> touched.gone.contains(episode.id())
                || found.gone.contains(episode.number("season_id"))).map(Row::id).forEach(found.gone::add);
        for (var attachment : schema.attachments()) {
            var owners = new HashSet<>(found.gone);
            owners.addAll(touched.lists.getOrDefault(attachment.name(), Set.of()));
            var rows = store.find(attachment, stored(owners, touched));
            if (!rows.isEmpty()) {
                found.attached.put(attachment.name(), rows);
            }
        }
        return found;
    }

    private static Collection<Long> stored(Set<Long> ids, Touched touched) {
        return ids.stream().filter(id -> !touched.created.contains(id)).toList();
    }

    private static void add(Map<Long, Row> found, List<Row> rows) {
        rows.forEach(row -> found.put(row.id(), row));
    }

    private static long updatedAt(@Nullable Row row) {
        return row == null ? ItemImage.ABSENT : row.number("updated_at");
    }

    private static Map<Long, Map<String, RowSet>> split(LibrarySchema schema, Touched touched, Found found) {
        var itemOf = new HashMap<>(touched.itemOf);
        found.seasons.values().forEach(row -> itemOf.put(row.id(), row.number(SERIES)));
        found.episodes.values().forEach(row -> itemOf.put(row.id(), row.number(SERIES)));
        Function<Long, Long> item = id -> itemOf.getOrDefault(id, id);
        var split = new HashMap<Long, Map<String, RowSet>>();
        add(split, schema.media().name(), found.items.keySet(), found.items.values(), item, Row::id);
        add(split, schema.seasons().name(), and(touched.seasons, found.seasons), found.seasons.values(), item,
                Row::id);
        add(split, schema.episodes().name(), and(touched.episodes, found.episodes), found.episodes.values(), item,
                Row::id);
        for (var attachment : schema.attachments()) {
            var owners = new HashSet<>(touched.lists.getOrDefault(attachment.name(), Set.of()));
            owners.removeAll(touched.created);
            var rows = found.attached.getOrDefault(attachment.name(), List.of());
            Function<Row, Long> owner = row -> owner(attachment, row,
                    id -> itemOf.containsKey(id) || found.items.containsKey(id));
            rows.forEach(row -> owners.add(owner.apply(row)));
            add(split, attachment.name(), owners, rows, item, owner);
        }
        return split;
    }

    private static Set<Long> and(Set<Long> touched, Map<Long, Row> found) {
        var all = new HashSet<>(touched);
        all.addAll(found.keySet());
        return all;
    }

    // A row may belong to several: to an item and to a person, say.
    private static long owner(Attachment attachment, Row row, Function<Long, Boolean> isKnown) {
        return attachment.owners().stream().map(row::get).filter(Objects::nonNull).map(Long.class::cast)
                .filter(isKnown::apply).findFirst().orElseThrow();
    }

    private static void add(Map<Long, Map<String, RowSet>> split, String table, Collection<Long> keys,
            Collection<Row> rows, Function<Long, Long> item, Function<Row, Long> key) {
        var keysByItem = keys.stream().collect(groupingBy(item));
        var rowsByItem = rows.stream().collect(groupingBy(row -> item.apply(key.apply(row))));
        keysByItem.forEach((id, own) -> split.computeIfAbsent(id, any -> new LinkedHashMap<>()).put(table, new RowSet(
                own, rowsByItem.getOrDefault(id, List.of()).stream().map(Row::asList).toList())));
    }

    private List<ItemImage> people(LibrarySchema schema, Touched touched) {
        var rows = store.find(schema.people(), stored(touched.people.keySet(), touched)).stream()
                .collect(toMap(Row::id, row -> row));
        return touched.people.entrySet().stream().map(person -> image(schema, person.getKey(),
                rows.get(person.getKey()), person.getValue())).toList();
    }

    private List<ItemImage> credited(LibrarySchema schema, Set<Long> ids) {
        return store.find(schema.people(), ids).stream()
                .map(row -> image(schema, row.id(), row, updatedAt(row))).toList();
    }

    private static ItemImage image(LibrarySchema schema, long person, @Nullable Row row, long after) {
        return new ItemImage(person, updatedAt(row), after, row == null
                ? Map.of()
                : Map.of(schema.people().name(), new RowSet(List.of(person), List.of(row.asList()))));
    }

    private List<Seen> seen(LibrarySchema schema, Touched touched) {
        if (touched.seen.isEmpty()) {
            return List.of();
        }
        var table = schema.attachments().stream().filter(each -> each.name().equals(LibrarySchema.SEEN)).findFirst()
                .orElseThrow();
        var before = store.find(table, stored(touched.seen, touched)).stream()
                .collect(toMap(row -> row.number("media_id"), row -> row.number("at")));
        // What was created goes with all that belongs to it.
        return touched.seen.stream().filter(id -> !touched.created.contains(id))
                .map(id -> new Seen(id, before.getOrDefault(id, ItemImage.ABSENT), touched.seenAt)).toList();
    }

    private static Map<String, List<String>> columns(LibrarySchema schema) {
        return schema.tables().collect(toMap(Table::name,
                table -> table.written().stream().map(Table.Column::name).toList()));
    }

    private static UndoEntry withUsedColumns(UndoEntry entry) {
        var columns = new HashMap<>(entry.columns());
        var used = Stream.of(entry.items(), entry.people(), entry.credited()).flatMap(List::stream)
                .flatMap(image -> image.rows().entrySet().stream())
                .filter(rows -> !rows.getValue().rows().isEmpty()).map(Map.Entry::getKey).toList();
        columns.keySet().retainAll(Set.copyOf(used));
        return new UndoEntry(columns, entry.items(), entry.people(), entry.credited(), entry.totals(), entry.seen(),
                entry.complete());
    }
}

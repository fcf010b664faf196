package org.reelgraph.imports.undo.log;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.SearchIndexer;
import org.reelgraph.imports.undo.log.Restoration.Judgement;
import org.reelgraph.imports.undo.log.UndoEntry.Complete;
import org.reelgraph.imports.undo.log.UndoEntry.Seen;
import org.reelgraph.storage.tables.Table;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** Writes the rows of an entry back, one batch per table, in the current transaction. */
@Singleton
class RestorationWriter {

    private static final List<String> KEYS_OF_PEOPLE = List.of("imdb", "tmdb", "tvdb", "plex");
    private static final List<String> KEYS_OF_ITEMS = Stream
            .concat(Stream.of("rating_key", "musicbrainz", "isbn"), KEYS_OF_PEOPLE.stream()).toList();
    private static final String ITEM = "media_id";

    private final RowStore store;
    private final SearchIndexer search;

    RestorationWriter(RowStore store, SearchIndexer search) {
        this.store = store;
        this.search = search;
    }

    /**
     * Puts back the items and people that were judged to be.
     *
     * @param hasRest whether to put back when things were seen, too
     * @param inverse what is there now
     * @return the inverse together with what only the writing tells
     */
    UndoEntry write(UndoEntry entry, Judgement judgement, boolean hasRest, UndoEntry inverse) {
        var schema = store.schema();
        var items = judgement.items();
        deleteLists(schema, items);
        deleteRows(schema.episodes(), entry, items);
        store.delete(schema.media(), items.stream().filter(ItemImage::isCreation).map(ItemImage::id).toList());
        var returned = bringPeopleBack(schema, entry, judgement);
        writeRows(schema, entry, items, judgement);
        // Episodes of theirs that had moved there are in other seasons again.
        deleteRows(schema.seasons(), entry, items);
        insertLists(schema, entry, items);
        forgetPeople(schema, judgement);
        var there = items.stream().filter(image -> !image.isCreation()).map(ItemImage::id).collect(toSet());
        store.deleteEmptyTotals(there);
        store.insertEmptyTotals(entry.totals().stream().filter(there::contains).toList());
        var seen = hasRest ? restoreSeen(schema, entry) : List.<Seen>of();
        var complete = hasRest ? restoreComplete(entry) : List.<Complete>of();
        search.bringUpToDate();
        var columns = new HashMap<>(entry.columns());
        columns.putAll(inverse.columns());
        return new UndoEntry(columns, withAttached(schema, inverse.items(), items),
                Stream.concat(inverse.people().stream(), returned.stream()).toList(), inverse.credited(),
                inverse.totals(), seen, complete);
    }

    private void deleteLists(LibrarySchema schema, List<ItemImage> items) {
        for (var attachment : schema.attachments()) {
            store.delete(attachment.table(), attachment.owners(),
                    items.stream().flatMap(image -> image.keys(attachment.name()).stream()).toList());
        }
    }

    private void deleteRows(Table table, UndoEntry entry, List<ItemImage> items) {
        var kept = rows(entry, table, items).stream().map(Row::id).collect(toSet());
        store.delete(table, items.stream().filter(image -> !image.isCreation())
                .flatMap(image -> image.keys(table.name()).stream()).filter(key -> !kept.contains(key)).toList());
    }

    private static List<Row> rows(UndoEntry entry, Table table, List<ItemImage> items) {
        return items.stream().filter(image -> !image.isCreation())
                .flatMap(image -> entry.rows(table, image.rows(table.name())).stream()).toList();
    }

    // Those who are gone come back with a credit; those who have changed are changed back.
    private List<ItemImage> bringPeopleBack(LibrarySchema schema, UndoEntry entry, Judgement judgement) {
        var people = schema.people();
        var changed = new ArrayList<Row>();
        var before = new HashMap<Long, Row>();
        Stream.concat(entry.credited().stream(), entry.people().stream())
                .forEach(image -> entry.rows(people, image.rows(people.name()))
                        .forEach(row -> before.put(row.id(), row)));
        judgement.people().stream().filter(image -> !image.isCreation()
                && judgement.currentPeople().containsKey(image.id()))
                .map(image -> Objects.requireNonNull(before.get(image.id()), "It was there.")).forEach(changed::add);
        store.clear(people, KEYS_OF_PEOPLE, changed.stream().map(Row::id).toList());
        store.update(people, changed);
        var needed = new LinkedHashSet<Long>();
        schema.attachments().stream().filter(each -> each.name().equals(LibrarySchema.CREDITS))
                .flatMap(credits -> rows(entry, credits.table(), judgement.items()).stream())
                .forEach(credit -> needed.add(credit.number("person_id")));
        var gone = needed.stream().filter(id -> !judgement.currentPeople().containsKey(id)).map(before::get)
                .filter(Objects::nonNull).toList();
        store.insert(people, gone);
        return gone.stream().map(
                row -> new ItemImage(row.id(), ItemImage.ABSENT, row.number("updated_at"), Map.of())).toList();
    }

    private void writeRows(LibrarySchema schema, UndoEntry entry, List<ItemImage> items, Judgement judgement) {
        var media = rows(entry, schema.media(), items);
        Predicate<Row> isThere = row -> judgement.currentItems().containsKey(row.id());
        var changed = media.stream().filter(isThere).toList();
        store.clear(schema.media(), KEYS_OF_ITEMS, changed.stream().map(Row::id).toList());
        store.update(schema.media(), changed);
        store.insert(schema.media(), media.stream().filter(isThere.negate()).toList());
        writeRows(schema.seasons(), rows(entry, schema.seasons(), items), List.of());
        writeRows(schema.episodes(), rows(entry, schema.episodes(), items), List.of("number"));
    }

    private void writeRows(Table table, List<Row> rows, List<String> unique) {
        var ids = store.find(table, rows.stream().map(Row::id).toList()).stream().map(Row::id).collect(toSet());
        if (!unique.isEmpty()) {
            store.clear(table, unique, ids);
        }
        store.update(table, rows.stream().filter(row -> ids.contains(row.id())).toList());
        store.insert(table, rows.stream().filter(row -> !ids.contains(row.id())).toList());
    }

    private void insertLists(LibrarySchema schema, UndoEntry entry, List<ItemImage> items) {
        for (var attachment : schema.attachments()) {
            store.insert(attachment.table(), rows(entry, attachment.table(), items));
        }
    }

    private void forgetPeople(LibrarySchema schema, Judgement judgement) {
        store.delete(schema.people(), store.findUncredited(
                judgement.people().stream().filter(ItemImage::isCreation).map(ItemImage::id).toList()));
    }

    // Unless a later import has seen it.
    private List<Seen> restoreSeen(LibrarySchema schema, UndoEntry entry) {
        var table = schema.attachments().stream().filter(each -> each.name().equals(LibrarySchema.SEEN)).findFirst()
                .orElseThrow().table();
        var ids = entry.seen().stream().map(Seen::id).toList();
        var there = new HashSet<>(store.find(schema.media(), ids).stream().map(Row::id).toList());
        var now = store.find(table, List.of(ITEM), ids).stream()
                .collect(toMap(row -> row.number(ITEM), row -> row.number("at")));
        var restored = entry.seen().stream().filter(each -> there.contains(each.id())
                && each.after() == now.getOrDefault(each.id(), ItemImage.ABSENT) && each.before() != each.after())
                .toList();
        store.delete(table, List.of(ITEM), restored.stream().map(Seen::id).toList());
        store.insert(table, restored.stream().filter(each -> each.before() != ItemImage.ABSENT)
                .map(each -> seenRow(table, each)).toList());
        return restored.stream().map(each -> new Seen(each.id(), each.after(), each.before())).toList();
    }

    private static Row seenRow(Table table, Seen seen) {
        return new Row(table, table.written().stream().map(column -> column.name().equals(ITEM)
                ? seen.id()
                : seen.before()).toArray());
    }

    private List<Complete> restoreComplete(UndoEntry entry) {
        var restored = entry.complete().stream()
                .filter(each -> store.completeAt(each.source(), each.kind()) == each.after()).toList();
        restored.forEach(each -> store.writeComplete(each.source(), each.kind(), each.before()));
        return restored.stream().map(each -> new Complete(each.source(), each.kind(), each.after(), each.before()))
                .toList();
    }

    // So that what others had attached to an item, and came back with it, is known as its own if it goes again.
    private static List<ItemImage> withAttached(LibrarySchema schema, List<ItemImage> inverse,
            List<ItemImage> restored) {
        var foreign = schema.attachments().stream().filter(each -> !each.isOfImports()).map(each -> each.name())
                .collect(toSet());
        var images = restored.stream().collect(toMap(ItemImage::id, image -> image));
        return inverse.stream().map(image -> image.isCreation()
                ? image.with(
                        attached(Objects.requireNonNull(images.get(image.id()), "It was captured for it."), foreign))
                : image).toList();
    }

    private static Map<String, RowSet> attached(ItemImage image, Set<String> foreign) {
        var rows = new HashMap<>(image.rows());
        rows.keySet().retainAll(foreign);
        return rows;
    }
}

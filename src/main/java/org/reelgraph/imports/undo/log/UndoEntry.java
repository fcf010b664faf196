package org.reelgraph.imports.undo.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.tables.Table;
import org.reelgraph.storage.tables.ValueType;

/**
 * What one batch of a job changed, as it was before.
 *
 * @param columns  the columns of each table whose rows are in it: another version of the program may have others
 * @param items    the items that the batch created, changed or removed
 * @param people   the people whom it created or changed
 * @param credited the people who were credited in what it changed, and may be gone without it
 * @param totals   the series among the items that had totals
 * @param seen     when items were last seen
 * @param complete when a source's items were last complete
 * @param entries  the entries of files that it created or changed
 */
record UndoEntry(Map<String, List<String>> columns, List<ItemImage> items, List<ItemImage> people,
        List<ItemImage> credited, List<Long> totals, List<Seen> seen, List<Complete> complete,
        List<EntryImage> entries) {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** When an item was seen before a batch, and after. */
    record Seen(long id, long before, long after) {
    }

    /** When a source's items of a kind were complete before a job, and after. */
    record Complete(String source, String kind, long before, long after) {
    }

    /** @param entries null in what was stored before there were any */
    UndoEntry {
        entries = Objects.requireNonNullElse(entries, List.of());
    }

    /** An entry without entries of files. */
    UndoEntry(Map<String, List<String>> columns, List<ItemImage> items, List<ItemImage> people,
            List<ItemImage> credited, List<Long> totals, List<Seen> seen, List<Complete> complete) {
        this(columns, items, people, credited, totals, seen, complete, List.of());
    }

    /** {@return an entry with nothing but entries of files} */
    static UndoEntry of(List<EntryImage> entries) {
        return new UndoEntry(Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), entries);
    }

    boolean isEmpty() {
        return isOfEntries() && entries.isEmpty();
    }

    /** {@return whether it is about nothing but entries of files} */
    boolean isOfEntries() {
        return items.isEmpty() && people.isEmpty() && seen.isEmpty() && complete.isEmpty();
    }

    /** {@return the entry without these items} */
    UndoEntry without(Set<Long> ids) {
        return new UndoEntry(columns, items.stream().filter(image -> !ids.contains(image.id())).toList(), people,
                credited, totals, seen, complete, entries);
    }

    /** {@return the entry in the form in which it is stored} */
    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        // The fastest level: the texts of a batch are much alike, so that others gain little.
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            MAPPER.writeValue(out, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** {@return the entry that was stored in this form} */
    static UndoEntry ofBytes(byte[] bytes) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return MAPPER.readValue(in, UndoEntry.class);
        } catch (IOException e) {
            throw new UncheckedIOException("An entry of the undo log can't be read", e);
        }
    }

    /**
     * {@return rows of this entry as rows of the table as it is now: a column that there was not is null, and one that
     * there is no more is left out}
     */
    List<Row> rows(Table table, List<List<@Nullable Object>> stored) {
        var names = columns.getOrDefault(table.name(), List.of());
        var now = table.written();
        var places = now.stream().mapToInt(column -> names.indexOf(column.name())).toArray();
        return stored.stream().map(values -> {
            var row = new @Nullable Object[places.length];
            for (var i = 0; i < places.length; i++) {
                row[i] = places[i] < 0 ? null : value(now.get(i).type(), values.get(places[i]));
            }
            return new Row(table, row);
        }).toList();
    }

    // JSON knows neither the sizes of numbers nor bytes.
    private static @Nullable Object value(ValueType type, @Nullable Object stored) {
        return switch (stored) {
            case null -> null;
            case Number number when type == ValueType.WHOLE_NUMBER -> number.longValue();
            case Number number -> number.doubleValue();
            case String text when type == ValueType.BYTES -> Base64.getDecoder().decode(text);
            default -> stored;
        };
    }
}

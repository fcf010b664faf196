package org.reelgraph.imports.legacy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.reelgraph.imports.formats.LegacyTables;
import org.reelgraph.imports.formats.LegacyTables.Item;
import org.reelgraph.imports.formats.LegacyTables.Remainder;
import org.reelgraph.imports.formats.LegacyTables.Row;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.ImportJob;
import org.reelgraph.imports.jobs.ImportRecord;
import org.reelgraph.imports.jobs.JobListener;
import org.reelgraph.imports.legacy.ComparedRow.Outcome;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.FieldChange;

/**
 * Compares the rows of an old database with the library. It listens to a trial import of the database, which tells what
 * differs of each item, and finds the rows that this is about.
 */
public final class LegacyComparison implements JobListener {

    private static final String CAST_MEMBERS = "cast_members";

    private final BitSet unchanged = new BitSet();
    private final Map<Integer, ImportRecord> remarkable = new HashMap<>();

    @Override
    public void progress(ImportJob job, List<ImportRecord> records) {
        records.forEach(record -> {
            if (record.outcome() == Result.Outcome.UNCHANGED && record.notices().isEmpty()) {
                unchanged.set(record.position());
            } else {
                remarkable.put(record.position(), record);
            }
        });
    }

    /**
     * Passes on all rows, once the trial import has ended.
     *
     * @param tables of the database that was imported
     * @throws SourceException if they can't be read
     */
    public void read(LegacyTables tables, Consumer<ComparedRow> rows) throws SourceException {
        var position = new AtomicInteger();
        // Somebody may be in the cast of many items.
        var people = new TreeMap<String, ComparedRow>();
        tables.items(true, item -> rows(item, position.getAndIncrement()).forEach(row -> {
            if (row.table().equals(CAST_MEMBERS)) {
                people.merge(row.id(), row, LegacyComparison::better);
            } else {
                rows.accept(row);
            }
        }));
        people.values().forEach(rows);
        tables.remainders(remainder -> rows.accept(row(remainder)));
    }

    private List<ComparedRow> rows(Item item, int position) {
        var record = remarkable.get(position);
        var compared = record != null
                ? RowComparison.of(item, record)
                : unchanged.get(position)
                        ? RowComparison.ofUnchanged(item)
                        : RowComparison.all(item, Outcome.MISSING, "The import ended before it came to this row.");
        return IntStream.range(0, compared.size())
                .mapToObj(i -> withSuperseded(item.rows().get(i), compared.get(i))).toList();
    }

    // Whatever the library has: it isn't what this row says, and no import brings it.
    private static ComparedRow withSuperseded(Row row, ComparedRow compared) {
        return row.superseded().isEmpty() || compared.outcome() == Outcome.NOT_CARRIED
                ? compared
                : new ComparedRow(row.table(), row.id(), Outcome.SUPERSEDED, row.superseded().stream()
                        .map(value -> new FieldChange(List.of(value.column()), value.counts(), value.value())).toList(),
                        "What " + row.superseded().getFirst().by() + " says of the same item counts.");
    }

    // Once is enough.
    private static ComparedRow better(ComparedRow one, ComparedRow other) {
        return other.outcome().compareTo(one.outcome()) < 0 ? other : one;
    }

    private static ComparedRow row(Remainder remainder) {
        return new ComparedRow(remainder.table(), remainder.id(),
                remainder.isTable() ? Outcome.NO_PLACE : Outcome.NOT_CARRIED, List.of(), remainder.reason());
    }
}

package org.reelgraph.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.reelgraph.imports.legacy.ComparedRow;
import org.reelgraph.imports.legacy.ComparedRow.Outcome;
import org.reelgraph.imports.records.WrittenValue;

/** Tells row by row how the library compares with an old database, and counts the rows of each table. */
final class LegacyReport implements Consumer<ComparedRow>, AutoCloseable {

    private static final int MAX_LINES = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final Optional<JsonGenerator> json;
    private final Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
    private int lines;

    private LegacyReport(PrintWriter out, Optional<JsonGenerator> json) {
        this.out = out;
        this.json = json;
    }

    /** {@return a report that tells of rows that aren't equal} */
    static LegacyReport inText(PrintWriter out) {
        return new LegacyReport(out, Optional.empty());
    }

    /** {@return a report that tells of all rows of a file} */
    static LegacyReport inJson(PrintWriter out, Path file) {
        try {
            var json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("file", file.toString());
            json.writeArrayFieldStart("rows");
            return new LegacyReport(out, Optional.of(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the tables with rows that aren't equal, in words; tables that have no place in a library don't count} */
    Map<String, String> losses() {
        var losses = new TreeMap<String, String>();
        counts.forEach((table, rows) -> {
            var all = rows.values().stream().mapToInt(Integer::intValue).sum();
            var lost = all - count(rows, Outcome.EQUAL);
            if (lost > 0) {
                losses.put(table, table + ": " + lost + " of " + all + " rows");
            }
        });
        return losses;
    }

    @Override
    public void accept(ComparedRow row) {
        if (row.outcome() != Outcome.NO_PLACE) {
            counts.computeIfAbsent(row.table(), any -> new EnumMap<>(Outcome.class)).merge(row.outcome(), 1,
                    Integer::sum);
        }
        if (json.isPresent()) {
            write(json.get(), row);
        } else if (row.outcome() != Outcome.EQUAL && ++lines <= MAX_LINES) {
            print(row);
        }
    }

    private static void write(JsonGenerator json, ComparedRow row) {
        try {
            JSON.writeValue(json, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(ComparedRow row) {
        out.println(row.table() + (row.id().isEmpty() ? "" : " " + row.id()) + ": " + row.outcome()
                + (row.reason().isEmpty() ? "" : ". " + row.reason()));
        var words = row.outcome() == Outcome.SUPERSEDED ? "%s counts, %s doesn't" : "%s in the library, %s in the file";
        row.differences().forEach(difference -> out.println("  " + String.join(".", difference.path()) + ": "
                + words.formatted(WrittenValue.of(difference.before()), WrittenValue.of(difference.after()))));
    }

    /** Tells the numbers of rows. */
    @Override
    public void close() {
        if (json.isPresent()) {
            end(json.get());
            out.println();
        } else {
            if (lines > MAX_LINES) {
                out.println((lines - MAX_LINES) + " more rows aren't equal. With --json, all are told.");
            }
            var table = new TextTable("TABLE", "EQUAL", "DIFFERENT", "MISSING", "SUPERSEDED", "NOT CARRIED");
            counts.forEach((name, rows) -> table.row(name, count(rows, Outcome.EQUAL), count(rows, Outcome.DIFFERENT),
                    count(rows, Outcome.MISSING), count(rows, Outcome.SUPERSEDED),
                    count(rows, Outcome.NOT_CARRIED)));
            table.print(out);
        }
        out.flush();
    }

    private static int count(Map<Outcome, Integer> rows, Outcome outcome) {
        return rows.getOrDefault(outcome, 0);
    }

    private void end(JsonGenerator json) {
        try {
            json.writeEndArray();
            json.writePOJOField("tables", counts);
            json.writeBooleanField("equal", losses().isEmpty());
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Origin;

/** CSV files with named columns: a row for each item, and one for each season and episode below its series. */
@Singleton
// Where there are such files and no JSON beside them, nothing else is meant.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class Csv implements FormatReader {

    static final String FORMAT = "CSV";

    private static boolean isCsv(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean takes(String fileName) {
        return isCsv(fileName);
    }

    private static List<String> filesOf(ImportSource source) throws SourceException {
        return source.isFolder()
                ? source.filesIn("", Csv::isCsv)
                : List.of(source.path().getFileName().toString()).stream().filter(Csv::isCsv).toList();
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return !filesOf(source).isEmpty() && (!source.isFolder() || source.namesIn("").isEmpty());
    }

    @Override
    public boolean isExport(ImportSource folder) throws SourceException {
        return recognises(folder);
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var files = filesOf(source);
        if (files.isEmpty()) {
            throw new SourceException(SourceErrors.UNKNOWN_FORMAT, "There is no file with the ending .csv.");
        }
        try (var first = new CsvFile(source.file(files.getFirst()))) {
            if (!first.columns().contains("title")) {
                throw new SourceException(SourceErrors.UNKNOWN_FORMAT, "The first line of " + files.getFirst()
                        + " has to name the columns, of which one is 'title'.");
            }
        } catch (IOException e) {
            throw ImportSource.unreadable("'" + files.getFirst() + "'", e);
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        var stream = new RecordStream(records, reading);
        try {
            for (var name : filesOf(source)) {
                stream.one(source, name, file -> read(file, reading, stream));
            }
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile("."), e));
        }
    }

    private static void read(SourceFile file, Reading reading, RecordStream stream) {
        var trees = new CsvTrees(file, reading, stream);
        try (var rows = new CsvFile(file)) {
            while (rows.hasNext()) {
                trees.add(rows.next());
            }
            trees.end();
        } catch (SourceException e) {
            trees.end();
            stream.add(SourceRecord.unread(Origin.ofFile(file.name()), e));
        } catch (IOException e) {
            stream.add(SourceRecord.unread(Origin.ofFile(file.name()),
                    ImportSource.unreadable("'" + file.name() + "'", e)));
        }
    }
}

package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.LegacyTables.Item;
import org.reelgraph.imports.formats.LegacyTables.Remainder;
import org.reelgraph.imports.formats.trees.LegacyTrees;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.Validation;

/**
 * The database of Plex Exporter, of any age. Each movie and series is a record; so is, without an item, each row that
 * belongs to none, and each table that has no place in a library.
 */
@Singleton
// Before any other format opens the file, which may be the library's own.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public final class LegacySqlite implements FormatReader {

    /** The format's name. */
    public static final String FORMAT = "LEGACY_SQLITE";

    private static final List<String> ENDINGS = List.of(".db", ".sqlite", ".sqlite3");

    private final LegacyTables.Opener opener;

    LegacySqlite(LegacyTables.Opener opener) {
        this.opener = opener;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean takes(String fileName) {
        return ENDINGS.stream().anyMatch(fileName.toLowerCase(Locale.ROOT)::endsWith);
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return source.isFolder()
                ? databases(source).size() == 1 && databases(source).equals(source.filesIn("", name -> !isLog(name)))
                : takes(source.path().getFileName().toString());
    }

    private boolean isLog(String name) {
        return name.endsWith("-shm") || opener.logs().stream().anyMatch(name::endsWith);
    }

    @Override
    public boolean isExport(ImportSource folder) throws SourceException {
        return recognises(folder);
    }

    private List<String> databases(ImportSource folder) throws SourceException {
        return folder.filesIn("", this::takes);
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        open(source).close();
    }

    private LegacyTables open(ImportSource source) throws SourceException {
        var name = nameOf(source);
        source.file(name).verifyUnchanged();
        for (var log : opener.logs()) {
            var beside = source.fileBeside(name + log);
            if (beside.isPresent()) {
                beside.get().verifyUnchanged();
            }
        }
        return opener.open(source.isFolder() ? source.path().resolve(name) : source.path());
    }

    private String nameOf(ImportSource source) throws SourceException {
        if (!source.isFolder()) {
            return source.path().getFileName().toString();
        }
        var names = databases(source);
        if (names.size() != 1) {
            throw new SourceException(SourceErrors.UNKNOWN_FORMAT, names.isEmpty()
                    ? "There is no database (" + String.join(", ", ENDINGS) + ") in this folder."
                    : "There are several databases in this folder: " + String.join(", ", names)
                            + ". Name one of them.");
        }
        return names.getFirst();
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        try (var tables = open(source)) {
            var name = nameOf(source);
            tables.items(reading.parts(), item -> records.accept(record(name, item, reading)));
            tables.remainders(remainder -> records.accept(record(name, remainder)));
        } catch (SourceException e) {
            records.accept(SourceRecord.unread(Origin.ofFile(source.path().getFileName().toString()), e));
        }
    }

    private static SourceRecord record(String file, Item item, Reading reading) {
        var in = new InputObject(item.members(), InputPath.START, new Validation(reading.policy()));
        var media = new LegacyTrees(reading).media(origin(file, item.row().table(), item.row().id()), in);
        item.rows().forEach(row -> row.superseded().forEach(value -> in.validation().notice(SourceNotices.SUPERSEDED,
                row.table() + " " + row.id() + " says this, and " + value.by() + ", which counts, something else.",
                in.place(row.place().toArray(String[]::new)).below(value.column()), value.value())));
        return SourceRecord.of(media, in);
    }

    private static SourceRecord record(String file, Remainder remainder) {
        return SourceRecord.skipped(origin(file, remainder.table(), remainder.id()), remainder.reason());
    }

    private static Origin origin(String file, String table, String id) {
        var place = file + "/" + table;
        return id.matches("\\d{1,9}") ? Origin.ofLine(place, Integer.parseInt(id)) : Origin.ofFile(place);
    }
}

package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.UnfinishedFolder;
import org.reelgraph.storage.copy.CopyDialect;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.CopyListener.Step;
import org.reelgraph.storage.copy.CopyTarget;
import org.reelgraph.storage.copy.CopyTargets;
import org.reelgraph.storage.migrations.SchemaVersion;
import org.reelgraph.storage.migrations.StoredData;
import org.reelgraph.storage.salvage.Salvage;
import org.reelgraph.storage.tables.Table;

/**
 * Reads a damaged file of SQLite, whatever the library's own database is. Its rows are put into a new database of the
 * same version, which checks them; that is brought up to date and becomes the new library.
 */
@Singleton
final class FileSalvage implements Salvage {

    // They are made anew.
    private static final String SEARCH = "search_";

    private final Folders folders;
    private final FileTrial.FileTrials trials;
    private final CopyTargets targets;

    FileSalvage(Folders folders, FileTrial.FileTrials trials, CopyTargets targets) {
        this.folders = folders;
        this.trials = trials;
        this.targets = targets;
    }

    @Override
    public String addressBeside(Path file) {
        return "sqlite:" + file.toAbsolutePath().resolveSibling("salvaged");
    }

    @Override
    public List<SalvagedTable> salvage(Path file, CopyTarget target, CopyListener listener) {
        var work = new UnfinishedFolder(folders.dataDir(), "unfinished-salvage-");
        try {
            Files.createDirectories(folders.dataDir());
            work.remove();
            Files.createDirectories(work.path());
            try (var trial = trials.in(work.path())) {
                var salvaged = fill(trial, file, DamagedFile.copy(file, work.path()), listener);
                trial.migrate();
                var alone = targets.fill(target,
                        writer -> writer.writeSalvaged(trial.tables(writer.tables()), listener));
                return salvaged.stream().map(table -> table.without(alone.getOrDefault(table.name(), 0))).toList();
            } finally {
                work.remove();
            }
        } catch (IOException e) {
            throw StorageException.of("The file " + file + " can't be copied to " + work.path(), e);
        }
    }

    private static List<SalvagedTable> fill(FileTrial trial, Path file, Path copy, CopyListener listener) {
        // What SQLite refuses of a damaged schema would keep the rest from being read.
        try (var damaged = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = damaged.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            statement.execute("PRAGMA cell_size_check = ON");
            var there = tables(file, damaged);
            return fill(trial.begin(version(trial, file, damaged)), damaged, there, listener);
        } catch (SQLException e) {
            throw new StorageException("What was salvaged can't be written: " + StorageFailure.reasonOf(e) + ".", e);
        }
    }

    // Of each, the columns.
    private static Map<String, List<String>> tables(Path file, Connection damaged) {
        try {
            var tables = new LinkedHashMap<String, List<String>>();
            for (var name : CopyDialect.list(damaged, "SELECT name FROM sqlite_master WHERE type = 'table'",
                    row -> row.getString(1))) {
                tables.put(name, CopyDialect.list(damaged, "SELECT name FROM pragma_table_info('"
                        + name.replace("'", "''") + "')", row -> row.getString(1)));
            }
            if (!tables.containsKey("media_items")) {
                throw new StorageException("Nothing of " + file + " can be read: "
                        + (tables.isEmpty() ? "the table of its tables is empty or damaged." : "it is no library."));
            }
            return tables;
        } catch (SQLException e) {
            throw new StorageException("Nothing of " + file + " can be read: the table of its tables is damaged, or it"
                    + " is no database.", e);
        }
    }

    private static int version(FileTrial trial, Path file, Connection damaged) {
        var newest = trial.newestSchema();
        int version;
        try {
            version = SchemaVersion.of(damaged);
        } catch (SQLException e) {
            return newest; // it is damaged itself; what this version's tables don't have in common is left out
        }
        if (version > newest) {
            throw new StorageException("The file " + file + " is of a later version: its schema is " + version
                    + ", and this program knows those up to " + newest + ".");
        }
        return version == 0 ? newest : version;
    }

    private static List<SalvagedTable> fill(Connection library, Connection damaged, Map<String, List<String>> there,
            CopyListener listener) throws SQLException {
        var dialect = new SqliteCopyDialect();
        library.setAutoCommit(false);
        var triggers = dialect.dependents(library).stream().filter(each -> each.drop().startsWith("DROP trigger"))
                .toList();
        try (var statement = library.createStatement()) {
            for (var trigger : triggers) {
                statement.execute(trigger.drop());
            }
            var tables = new ArrayList<Table>();
            for (var name : dialect.tables(library)) {
                if (!name.equals(StoredData.HISTORY) && !name.startsWith(SEARCH)) {
                    tables.add(Table.of(library, name));
                }
            }
            var filled = new ArrayList<SalvagedTableWriter>();
            for (var table : Table.parentsFirst(tables)) {
                var writer = new SalvagedTableWriter(library, table);
                writer.fill(damaged, there.getOrDefault(table.name(), List.of()));
                filled.add(writer);
                listener.progress(Step.COPY, filled.size(), tables.size());
            }
            for (var trigger : triggers) {
                statement.execute(trigger.create());
            }
            library.commit();
            library.setAutoCommit(true);
            return filled.stream().map(SalvagedTableWriter::result).toList();
        }
    }
}

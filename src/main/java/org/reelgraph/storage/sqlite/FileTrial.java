package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.reelgraph.storage.FileTree;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.UnfinishedFolder;
import org.reelgraph.storage.archive.ArchiveReader;
import org.reelgraph.storage.archive.TrialDatabase;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.TableFiller;
import org.reelgraph.storage.copy.TableSource;
import org.reelgraph.storage.tables.Table;

/** A file of SQLite, whatever the library's own database is: that needs nothing but room. */
final class FileTrial implements TrialDatabase {

    private static final String SCRIPTS = "classpath:migrations/sqlite";

    private final UnfinishedFolder folder;
    private final FileTrials others;
    private final Path place;
    private final String url;
    private final Connection database;

    private FileTrial(Path parent, FileTrials others) throws IOException, SQLException {
        this.others = others;
        this.folder = unfinished(parent);
        folder.removeAbandoned();
        Files.createDirectories(folder.path());
        this.place = Files.createTempDirectory(folder.path(), "trial");
        this.url = "jdbc:sqlite:" + new Folders(place, place).database();
        // It is thrown away after a crash.
        this.database = DriverManager.getConnection(url + "?journal_mode=OFF&synchronous=OFF&cache_size=-16000");
    }

    private static UnfinishedFolder unfinished(Path parent) {
        return new UnfinishedFolder(parent, "unfinished-trial-");
    }

    /** Makes files. */
    @Singleton
    static final class FileTrials implements Kind {

        @Override
        public synchronized FileTrial in(Path folder) {
            try {
                Files.createDirectories(folder);
                return new FileTrial(folder, this);
            } catch (IOException e) {
                throw StorageException.of("The folder " + folder + " can't be used", e);
            } catch (SQLException e) {
                throw failed("can't be made", e);
            }
        }

        @Override
        public void removeAbandoned(Path folder) throws IOException {
            unfinished(folder).removeAbandoned();
        }
    }

    private static StorageException failed(String what, Exception cause) {
        return new StorageException("The database in which the backup is tried out " + what + ": "
                + StorageFailure.reasonOf(cause) + ".", cause);
    }

    @Override
    public int newestSchema() {
        return versions().max().orElse(0);
    }

    private IntStream versions() {
        return Arrays.stream(Flyway.configure().dataSource(url, null, null).locations(SCRIPTS).load().info().all())
                .mapToInt(script -> Integer.parseInt(script.getVersion().getVersion()));
    }

    @Override
    public void load(ArchiveReader archive, CopyListener listener) {
        begin(archive.contents().origin().schema());
        try {
            var dialect = new SqliteCopyDialect();
            database.setAutoCommit(false);
            new TableFiller(dialect).fill(database, archive, dialect.dependents(database), () -> {
                // What is made of the rest isn't in an archive.
            }, listener);
            requireParents();
            database.commit();
            database.setAutoCommit(true);
        } catch (SQLException e) {
            throw failed("can't be filled", e);
        }
    }

    /** Makes the tables of a version; {@return the connection by which they are filled} */
    Connection begin(int schema) {
        // A number that only another kind of database needs is missing among the scripts.
        migrate(versions().filter(version -> version <= schema).max().orElse(0));
        return database;
    }

    private void requireParents() throws SQLException {
        try (var statement = database.createStatement();
                var orphan = statement.executeQuery("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1")) {
            if (orphan.next()) {
                throw new StorageException("A row of the table " + orphan.getString(1) + " in the backup refers to one"
                        + " of " + orphan.getString(2) + " that isn't there.");
            }
        }
    }

    @Override
    public void migrate() {
        migrate(newestSchema());
    }

    private void migrate(int version) {
        try {
            Flyway.configure().dataSource(url, null, null).locations(SCRIPTS)
                    .initSql("PRAGMA foreign_keys = OFF").target(MigrationVersion.fromVersion(String.valueOf(version)))
                    .load().migrate();
        } catch (FlywayException e) {
            throw failed("can't be brought up to date", e);
        }
    }

    @Override
    public TableSource tables(List<String> names) {
        try {
            var tables = new ArrayList<Table>();
            for (var name : names) {
                tables.add(Table.of(database, name));
            }
            return TableSource.of(database, Table.parentsFirst(tables));
        } catch (SQLException e) {
            throw failed("can't be read", e);
        }
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("reelgraph.database", "", "reelgraph.data-dir", place.toString());
    }

    @Override
    public void close() {
        try {
            database.close();
            synchronized (others) {
                FileTree.delete(place);
                folder.removeIfEmpty();
            }
        } catch (SQLException e) {
            throw failed("can't be closed", e);
        } catch (IOException e) {
            throw StorageException.of(
                    "The database in " + place + ", in which a backup was tried out, can't be removed",
                    e);
        }
    }
}

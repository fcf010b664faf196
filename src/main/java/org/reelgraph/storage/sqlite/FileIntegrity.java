package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.copy.CopyDialect;
import org.reelgraph.storage.integrity.DatabaseCheck;
import org.reelgraph.storage.integrity.DatabaseFacts;
import org.reelgraph.storage.sql.Rows;

/** Checks the pages, indexes and references of the database file, and tells what room it takes. */
@OnSqlite
@Singleton
class FileIntegrity implements DatabaseCheck, DatabaseFacts {

    private static final int MOST = 20;
    private static final Rows.Reader<String> FIRST = row -> row.getString(1);

    private final Folders folders;

    FileIntegrity(Folders folders) {
        this.folders = folders;
    }

    @Override
    public String subject() {
        return "pages, indexes and foreign keys";
    }

    @Override
    public List<String> problems() {
        var problems = new ArrayList<>(read("PRAGMA integrity_check(" + MOST + ")", FIRST));
        problems.remove("ok");
        problems.addAll(
                read("SELECT 'the table ' || \"table\" || ' has ' || count(*) || ' rows that refer to missing rows of '"
                        + " || parent FROM pragma_foreign_key_check GROUP BY \"table\", parent", FIRST));
        return problems;
    }

    private <T> List<T> read(String sql, Rows.Reader<T> reader) {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folders.database() + "?open_mode=1")) {
            return CopyDialect.list(database, sql, reader);
        } catch (SQLException e) {
            throw new StorageException("The database can't be checked: " + StorageFailure.reasonOf(e) + ".", e);
        }
    }

    @Override
    public Room room() {
        var log = SqliteFiles.beside(folders.database(), SqliteFiles.WAL);
        try {
            return new Room(Files.size(folders.database()), Optional.of(FileState.sizeOf(log)),
                    Optional.of(read("SELECT page_count, freelist_count FROM pragma_page_count, pragma_freelist_count",
                            row -> new Pages(row.getLong(1), row.getLong(2))).getFirst()),
                    Optional.empty());
        } catch (IOException e) {
            throw StorageException.of("The data folder can't be looked at", e);
        }
    }
}

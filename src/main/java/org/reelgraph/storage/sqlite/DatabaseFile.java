package org.reelgraph.storage.sqlite;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.Folders;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Tells whether the database's files are still the ones that are open. Data written to a removed or replaced file is
 * lost when the program ends. This class never opens the files, because closing one would drop SQLite's locks
 * (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
 */
@Introspected
@Setting(property = "reelgraph.durability",
        description = "`full`: a write is on the disk before it is acknowledged. `normal`: faster, but a power "
                + "cut may take back the last moments. A crash of the program takes back nothing in either "
                + "mode.",
        defaultValue = "full", oneOf = {"full", "normal"}, storable = true)
@OnSqlite
@Singleton
class DatabaseFile {

    private static final List<String> LOG = List.of(SqliteFiles.WAL, SqliteFiles.SHM);

    private final Path file;
    private volatile Map<Path, Object> opened = Map.of();

    DatabaseFile(Folders folders) {
        this.file = folders.database();
    }

    /**
     * Remembers the files that the writer has just opened.
     *
     * @throws SQLException if the database isn't the file that the program has already open
     */
    void opened() throws SQLException {
        var before = opened.get(file);
        var found = new HashMap<Path, Object>();
        key(file).ifPresent(key -> found.put(file, before == null ? key : before));
        LOG.stream().map(ending -> SqliteFiles.beside(file, ending))
                .forEach(log -> key(log).ifPresent(key -> found.put(log, key)));
        if (before != null && !before.equals(key(file).orElse(null))) {
            throw gone();
        }
        opened = Map.copyOf(found);
    }

    /** @throws SQLException where a file isn't there any more, or another one is there */
    void check() throws SQLException {
        if (missing().isPresent()) {
            throw gone();
        }
    }

    /** {@return the file that isn't there any more, or isn't the one that is open} */
    Optional<Path> missing() {
        return opened.entrySet().stream()
                .filter(each -> !each.getValue().equals(key(each.getKey()).orElse(null))).map(Map.Entry::getKey)
                .findFirst();
    }

    private static SQLiteException gone() {
        return new SQLiteException("A file of the database was removed or replaced while it was open",
                SQLiteErrorCode.SQLITE_READONLY_DBMOVED);
    }

    // Device and inode; on file systems without them, only whether the file exists.
    private static Optional<Object> key(Path file) {
        try {
            var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file : key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

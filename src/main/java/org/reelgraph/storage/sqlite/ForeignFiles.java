package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reelgraph.storage.FileTree;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.UnfinishedFolder;
import org.reelgraph.storage.foreign.ForeignDatabase;
import org.reelgraph.storage.tables.Table;

/**
 * Copies files of SQLite and opens the copies, whatever the library's own database is. SQLite would write beside the
 * file itself, even to read it.
 *
 * @see <a href="https://sqlite.org/fileformat.html#the_database_header">The header of a database</a>
 */
@Singleton
final class ForeignFiles implements ForeignDatabase.Kind {

    // What SQLite may have left beside a database that belongs to it.
    static final List<String> LOGS = List.of(SqliteFiles.WAL, SqliteFiles.JOURNAL);

    /** The name of a copy in its folder. */
    static final String COPY = "copy.db";

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final String VIEWS_AND_TRIGGERS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
            + " WHERE type IN ('view', 'trigger') ORDER BY name";
    private static final String REFERENCES = "SELECT tables.name, \"table\" FROM sqlite_schema AS tables,"
            + " pragma_foreign_key_list(tables.name) WHERE tables.type = 'table' ORDER BY tables.name";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS")
            .withZone(ZoneOffset.UTC);

    private final Folders folders;
    private final UnfinishedFolder copies;

    ForeignFiles(Folders folders) {
        this.folders = folders;
        this.copies = new UnfinishedFolder(folders.dataDir(), "unfinished-copy-");
    }

    // One at a time, since closing a file gives up all locks that this process has on it.
    @Override
    public synchronized ForeignDatabase open(Path file) {
        try {
            requireForeign(file);
            Files.createDirectories(folders.dataDir());
            copies.removeAbandoned();
            requireRoom(file);
            Files.createDirectories(copies.path());
            return open(file, Files.createTempDirectory(copies.path(), "copy"));
        } catch (IOException e) {
            throw StorageException.of(file + " can't be read", e);
        }
    }

    // Opening it as a file would give up the locks on it.
    private void requireForeign(Path file) throws IOException {
        if (Files.exists(folders.database()) && Files.isSameFile(file, folders.database())) {
            throw new StorageException(file + " is Reelgraph's own database.");
        }
    }

    // SQLite can't be asked: it would move what is in the log into the file.
    @Override
    public synchronized void requireUnused(Path file) {
        try {
            requireForeign(file);
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var lock = channel.tryLock(SqliteFiles.SHARED_FIRST, SqliteFiles.SHARED_SIZE, false)) {
                if (lock == null) {
                    throw new StorageException("Another program uses " + file + ". Stop it first.");
                }
            }
        } catch (OverlappingFileLockException e) {
            throw new StorageException("This program uses " + file + ".", e);
        } catch (IOException e) {
            throw StorageException.of(file + " can't be written to", e);
        }
    }

    @Override
    public List<String> logs() {
        return LOGS;
    }

    private ForeignDatabase open(Path file, Path folder) throws IOException {
        try {
            var state = FileState.of(file);
            copy(file, folder.resolve(COPY));
            if (!FileState.of(file).equals(state)) {
                throw new StorageException(file + " changed while it was read. Stop the program that writes to it.");
            }
            return new ForeignFile(folder, this, state);
        } catch (SQLException e) {
            remove(folder);
            throw new StorageException(file + " can't be read: " + StorageFailure.reasonOf(e) + ".", e);
        } catch (IOException | StorageException e) {
            remove(folder);
            throw e;
        }
    }

    private void requireRoom(Path file) throws IOException {
        var bytes = Files.size(file);
        var free = folders.dataDir().toFile().getUsableSpace();
        if (free < bytes) {
            throw new StorageException(file + " has " + bytes + " bytes, and only " + free
                    + " are free where the data folder lies, to which it has to be copied.");
        }
    }

    private static void copy(Path file, Path copy) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var lock = channel.tryLock(SqliteFiles.SHARED_FIRST, SqliteFiles.SHARED_SIZE, true);
            if (lock == null) {
                throw new StorageException("Another program is writing to " + file + ". Stop it first.");
            }
            var header = ByteBuffer.allocate(HEADER);
            channel.read(header, 0);
            requireDatabase(file, header, channel.size());
            Files.copy(Channels.newInputStream(channel), copy);
            for (var log : LOGS) {
                var beside = SqliteFiles.beside(file, log);
                if (Files.exists(beside)) {
                    Files.copy(beside, SqliteFiles.beside(copy, log));
                }
            }
        } catch (OverlappingFileLockException e) {
            throw new StorageException("This program is writing to " + file + ".", e);
        }
    }

    private static void requireDatabase(Path file, ByteBuffer header, long size) throws IOException {
        if (!header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new StorageException(file + (size == 0
                    ? " is empty."
                    : " is no database of SQLite, or it is encrypted."));
        }
        var pageSize = Short.toUnsignedLong(header.getShort(16)) == 1 ? 65_536 : header.getShort(16);
        var whole = Integer.toUnsignedLong(header.getInt(28)) * pageSize;
        var isKnown = header.getInt(24) == header.getInt(92);
        if (size < HEADER
                || isKnown && size < whole && FileState.sizeOf(SqliteFiles.beside(file, SqliteFiles.WAL)) == 0) {
            throw new StorageException(file + " is cut off: it has " + size + " of "
                    + Math.max(whole, HEADER) + " bytes.");
        }
    }

    /** Removes the folder of a copy. */
    synchronized void remove(Path folder) throws IOException {
        FileTree.delete(folder);
        copies.removeIfEmpty();
    }

    @Override
    public synchronized Path dropTables(Path file, ForeignDatabase asOpened, Set<String> tables) {
        if (file.toString().contains("?")) {
            // The options of the JDBC URL start there.
            throw new StorageException("The tables of " + file + " can't be removed: its path holds a '?'.");
        }
        try (var database = SoleConnection.to(file.toAbsolutePath())) {
            if (!(asOpened instanceof ForeignFile opened && opened.state().equals(FileState.of(file)))) {
                throw new StorageException(file + " has changed since it was compared. Nothing was removed.");
            }
            run(database, List.of("PRAGMA trusted_schema = OFF"));
            requireUnmentioned(database, file, tables);
            var backup = SqliteFiles.beside(file, "-before-drop-" + STAMP.format(Instant.now()) + ".db")
                    .toAbsolutePath();
            DatabaseCopy.make(database, backup);
            DatabaseCopy.verify(backup);
            drop(database, tables);
            return backup;
        } catch (SQLException e) {
            throw new StorageException("The tables of " + file + " can't be removed: " + StorageFailure.reasonOf(e)
                    + ". They are as they were.", e);
        } catch (IOException e) {
            throw StorageException.of("The backup of " + file + " can't be made", e);
        }
    }

    // Otherwise they would stay, and fail whenever they are used.
    private static void requireUnmentioned(Connection database, Path file, Set<String> tables) throws SQLException {
        var names = Pattern.compile(tables.stream().map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<!\\w)(?:", ")(?!\\w)")), Pattern.CASE_INSENSITIVE);
        var mentioning = new ArrayList<String>();
        try (var statement = database.createStatement(); var row = statement.executeQuery(VIEWS_AND_TRIGGERS)) {
            while (row.next()) {
                var goesAlong = row.getString(1).equals("trigger")
                        && isAmong(tables, row.getString(3));
                if (!goesAlong && names.matcher(row.getString(4)).find()) {
                    mentioning.add("the " + row.getString(1) + " " + row.getString(2));
                }
            }
        }
        mentioning.addAll(referring(database, tables));
        if (!mentioning.isEmpty()) {
            throw new StorageException("Without the old tables, these in " + file + " would fail: "
                    + String.join(", ", mentioning) + ". Remove them first.");
        }
    }

    private static Set<String> referring(Connection database, Set<String> tables) throws SQLException {
        var referring = new LinkedHashSet<String>();
        try (var statement = database.createStatement(); var row = statement.executeQuery(REFERENCES)) {
            while (row.next()) {
                if (isAmong(tables, row.getString(2)) && !isAmong(tables, row.getString(1))) {
                    referring.add("the table " + row.getString(1) + ", which refers to " + row.getString(2));
                }
            }
        }
        return referring;
    }

    private static boolean isAmong(Set<String> tables, String name) {
        return tables.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static void drop(Connection database, Set<String> tables) throws SQLException {
        // Otherwise rows of other tables would go with those that they refer to.
        run(database, List.of("PRAGMA foreign_keys = OFF", "BEGIN"));
        run(database, tables.stream().sorted().map(table -> "DROP TABLE " + Table.quoted(table)).toList());
        run(database, List.of("COMMIT"));
    }

    private static void run(Connection database, List<String> statements) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

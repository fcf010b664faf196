package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.copy.CopyDialect;
import org.reelgraph.storage.salvage.Quarantine;

/** Moves a damaged database file, with its log, to another name beside it. */
@OnSqlite
@Singleton
class FileQuarantine implements Quarantine {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss")
            .withZone(ZoneOffset.UTC);
    // The database comes last: a log without one would keep the server from starting.
    private static final List<String> SUFFIXES = List.of(SqliteFiles.SHM, SqliteFiles.WAL, "");

    private final Path database;
    private final Clock clock;

    FileQuarantine(Folders folders, Clock clock) {
        this.database = folders.database();
        this.clock = clock;
    }

    @Override
    public Optional<Moved> moveDamaged() {
        try {
            if (!Files.isRegularFile(database) || !isDamaged()) {
                return Optional.empty();
            }
            if (isInUse()) {
                throw new StorageException("The database " + database + " is damaged, and another program, such as the"
                        + " server, uses it. Stop it first.");
            }
            var place = database.resolveSibling("reelgraph-damaged-" + STAMP.format(clock.instant()) + ".db");
            move(database, place);
            return Optional.of(new Moved(place, () -> putBack(place)));
        } catch (IOException e) {
            throw StorageException.of("The damaged database " + database + " can't be moved away", e);
        }
    }

    private boolean isDamaged() {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database + "?open_mode=1")) {
            return !CopyDialect.list(connection, "PRAGMA quick_check(1)", row -> row.getString(1))
                    .equals(List.of("ok"));
        } catch (SQLException e) {
            return StorageFailure.of(e).filter(StorageFailure.DAMAGED::equals).isPresent();
        }
    }

    // SQLite can't tell of a file that it doesn't take for a database.
    private boolean isInUse() throws IOException {
        try (var channel = FileChannel.open(database, StandardOpenOption.WRITE);
                var lock = channel.tryLock(SqliteFiles.SHARED_FIRST, SqliteFiles.SHARED_SIZE, false)) {
            return lock == null;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        for (var suffix : SUFFIXES) {
            if (Files.exists(SqliteFiles.beside(from, suffix))) {
                Files.move(SqliteFiles.beside(from, suffix), SqliteFiles.beside(to, suffix));
            }
        }
    }

    private void putBack(Path place) {
        try {
            for (var suffix : SUFFIXES) {
                Files.deleteIfExists(SqliteFiles.beside(database, suffix));
            }
            move(place, database);
        } catch (IOException e) {
            throw StorageException.of("The damaged database can't be put back; it is " + place, e);
        }
    }
}

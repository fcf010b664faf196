package org.reelgraph.storage.sqlite;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.BackupFolder;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects at the start that the write-ahead log was lost, that is, removed, truncated or replaced after the program
 * ended without moving it into the database file, as in a crash. SQLite would take this for an empty log. While the log
 * is newer than the database file, a small file beside the database records what both looked like half a second ago. If
 * the database file still looks the same, nobody has moved the log into it. If it differs, because a backup was
 * restored or another program has moved the log, there is nothing to report.
 */
@OnSqlite
@Singleton
class LogMark {

    private static final Logger LOG = LoggerFactory.getLogger(LogMark.class);
    // The log's header, which identifies it: https://sqlite.org/fileformat2.html#the_write_ahead_log
    private static final int SALT_START = 16;
    private static final int SALT_SIZE = 8;

    /** What the two files looked like. */
    private record State(FileTime written, long size, FileTime logWritten, long logSize, String salt) {

        private boolean isOfSameDatabase(Path database) throws IOException {
            return Files.getLastModifiedTime(database).equals(written) && Files.size(database) == size;
        }

        private List<String> lines() {
            return List.of(written.toString(), Long.toString(size), logWritten.toString(), Long.toString(logSize),
                    salt);
        }
    }

    private final Path database;
    private final Path log;
    private final Path file;
    private final BackupFolder backups;
    private @Nullable State marked;

    LogMark(Folders folders, BackupFolder backups) {
        this.database = folders.database();
        this.log = SqliteFiles.beside(database, SqliteFiles.WAL);
        this.file = SqliteFiles.beside(database, "-mark");
        this.backups = backups;
    }

    /**
     * Reports a lost log. Has to run before the database is opened, because SQLite then starts a new log.
     *
     * @throws StorageException if there is a log but no database: SQLite would delete the log with its data
     */
    void report() {
        if (!Files.exists(database) && log.toFile().length() > 0) {
            throw new StorageException(
                    database + " is missing, and " + log + " holds changes of it. Put the database back where"
                            + " it was; or move that log away, and a new library is begun.");
        }
        try {
            var before = read();
            if (before.isPresent() && before.get().isOfSameDatabase(database) && isLost(before.get())) {
                LOG.error(
                        "{} is not the log that the program wrote before it ended last: changes made from {} to {} are lost,"
                                + " unless you stop the server now and put that log and a copy of the database from before this start"
                                + " back. {}",
                        log, before.get().written(), before.get().logWritten(),
                        backups.wayBack());
            }
        } catch (IOException e) {
            LOG.debug("There is no database to compare with {}", file, e);
        }
    }

    private boolean isLost(State before) throws IOException {
        return !Files.exists(log) || Files.size(log) < before.logSize() || !salt().equals(before.salt());
    }

    /** Keeps the mark up to date. */
    @Scheduled(fixedDelay = "500ms", initialDelay = "500ms")
    synchronized void look() {
        try {
            var now = state();
            if (!Objects.equals(now, marked)) {
                mark(now);
                marked = now;
            }
        } catch (IOException e) {
            LOG.debug("{} could not be written", file, e); // until it can be written, a lost log goes unnoticed
        }
    }

    /** After the checkpoint. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void stop(ShutdownEvent stopping) {
        look();
    }

    private @Nullable State state() throws IOException {
        if (!Files.exists(log)) {
            return null;
        }
        var written = Files.getLastModifiedTime(database);
        var state = new State(written, Files.size(database), Files.getLastModifiedTime(log), Files.size(log), salt());
        if (!Files.getLastModifiedTime(database).equals(written)) {
            return marked; // it is being moved at this moment
        }
        return state.logSize() == 0 || state.logWritten().compareTo(written) <= 0 ? null : state;
    }

    // Unlike the database file, the log may be opened and closed here, because SQLite holds no locks on it.
    private String salt() throws IOException {
        try (var channel = FileChannel.open(log)) {
            var salt = ByteBuffer.allocate(SALT_SIZE);
            channel.read(salt, SALT_START);
            return HexFormat.of().formatHex(salt.array());
        }
    }

    private void mark(@Nullable State state) throws IOException {
        if (state == null) {
            Files.deleteIfExists(file);
            return;
        }
        var written = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(written, state.lines());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written); // if the disk is full
        }
    }

    private Optional<State> read() throws IOException {
        try {
            var lines = Files.readAllLines(file);
            return Optional.of(new State(time(lines.get(0)), Long.parseLong(lines.get(1)), time(lines.get(2)),
                    Long.parseLong(lines.get(3)), lines.get(4)));
        } catch (NoSuchFileException | MalformedInputException | IndexOutOfBoundsException | NumberFormatException
                | DateTimeException e) {
            return Optional.empty(); // for example after a power failure, which may leave anything
        }
    }

    private static FileTime time(String text) {
        return FileTime.from(Instant.parse(text));
    }
}

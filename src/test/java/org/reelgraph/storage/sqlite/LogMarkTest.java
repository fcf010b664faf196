package org.reelgraph.storage.sqlite;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.storage.BackupFolder;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.testing.SqliteOnly;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SqliteOnly
class LogMarkTest {

    @TempDir
    Path before;
    @TempDir
    Path after;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private static Folders folders(Path folder) {
        return new Folders(folder, folder.resolve("import"));
    }

    private Path file(String suffix) {
        return after.resolve("reelgraph.db" + suffix);
    }

    // The data folder as a crash leaves it: copied while the database is open.
    @BeforeEach
    void crash() throws Exception {
        var database = before.resolve("reelgraph.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database + "?journal_mode=WAL");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x)");
            statement.execute("PRAGMA wal_checkpoint");
            Files.setLastModifiedTime(database, FileTime.fromMillis(1_700_000_000_000L));
            statement.execute("INSERT INTO t VALUES (1)");
            new LogMark(folders(before), new BackupFolder(folders(before))).look();
            for (var suffix : List.of("", "-wal", "-mark")) {
                Files.copy(before.resolve("reelgraph.db" + suffix), file(suffix), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private List<String> reports() {
        var logger = (Logger) LoggerFactory.getLogger(LogMark.class);
        log.start();
        logger.addAppender(log);
        new LogMark(folders(after), new BackupFolder(folders(after))).report();
        logger.detachAppender(log);
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void assertReported() {
        assertThat(reports()).singleElement().asString().contains(file("-wal").toString(),
                "changes made from 2023-11-14T22:13:20Z to ", "There is no backup.");
    }

    @Test
    void givenACrash_whenTheLogIsThere_thenThereIsNothingToReport() {
        assertThat(reports()).isEmpty();
    }

    @Test
    void givenACrash_whenTheLogIsGone_thenItIsReported() throws IOException {
        Files.delete(file("-wal"));
        assertReported();
    }

    @Test
    void givenACrash_whenTheLogIsCutShort_thenItIsReported() throws IOException {
        try (var channel = FileChannel.open(file("-wal"), StandardOpenOption.WRITE)) {
            channel.truncate(1_000);
        }
        assertReported();
    }

    @Test
    void givenACrash_whenTheLogIsThatOfAnotherDatabase_thenItIsReported() throws Exception {
        var other = before.resolve("other.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other + "?journal_mode=WAL");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE o (x)");
            statement.execute("INSERT INTO o VALUES (zeroblob(100000))");
            Files.copy(before.resolve("other.db-wal"), file("-wal"), StandardCopyOption.REPLACE_EXISTING);
        }
        assertReported();
    }

    @Test
    void givenACrash_whenABackupIsPutBackWithoutALog_thenThereIsNothingToReport() throws IOException {
        Files.copy(before.resolve("reelgraph.db"), file(""), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file("-wal"));

        assertThat(reports()).isEmpty();
    }

    @Test
    void givenACrash_whenAnotherProgramHasMovedTheLogIntoTheDatabase_thenThereIsNothingToReport() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file(""));
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT x FROM t").getInt(1)).isEqualTo(1);
        }

        assertThat(file("-wal")).doesNotExist();
        assertThat(reports()).isEmpty();
    }

    @Test
    void givenALogWithoutItsDatabase_whenStarted_thenNothingIsTouchedAndTheReasonSaysWhatToDo() throws IOException {
        Files.delete(file(""));
        var log = Files.readAllBytes(file("-wal"));

        assertThatExceptionOfType(StorageException.class).isThrownBy(this::reports)
                .withMessageContaining("reelgraph.db is missing").withMessageContaining("Put the database back");
        assertThat(file("-wal")).hasBinaryContent(log);
    }

    @Test
    void givenAMarkThatAPowerCutLeftEmpty_whenStarted_thenThereIsNothingToReport() throws IOException {
        Files.write(file("-mark"), new byte[0]);
        Files.delete(file("-wal"));

        assertThat(reports()).isEmpty();
    }

    @Test
    void givenALogThatWasMovedIntoTheDatabase_whenLookedAt_thenNoMarkIsLeft() throws Exception {
        var mark = new LogMark(folders(after), new BackupFolder(folders(after)));
        mark.look();
        assertThat(file("-mark")).exists();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file(""));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            mark.look();
        }

        assertThat(file("-mark")).doesNotExist();
    }
}

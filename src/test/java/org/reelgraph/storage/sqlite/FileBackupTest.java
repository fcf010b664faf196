package org.reelgraph.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.storage.BackupFolder;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.testing.SqliteOnly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SqliteOnly
class FileBackupTest {

    @TempDir
    Path folder;

    private FileBackup backup;
    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        var folders = new Folders(folder, folder.resolve("import"));
        backup = new FileBackup(new BackupFolder(folders));
        database = DriverManager.getConnection("jdbc:sqlite:" + folders.database());
        try (var statement = database.createStatement()) {
            statement.execute("CREATE TABLE t (x)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder.resolve("backups"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void givenSixBackups_whenTheLastIsDone_thenTheNewestFiveAreLeft_andForeignFilesStay() throws IOException {
        Files.createDirectories(folder.resolve("backups"));
        var own = Files.writeString(folder.resolve("backups/reelgraph-notes.txt"), "the owner's");
        var first = backup.take(database, "first");
        for (var i = 2; i <= 6; i++) {
            backup.take(database, "number" + i);
        }

        assertThat(files()).hasSize(6).contains(own).doesNotContain(first.orElseThrow());
    }

    @Test
    void givenBackupsOfATimeToCome_whenAnotherIsTaken_thenItIsKept() throws IOException {
        Files.createDirectories(folder.resolve("backups"));
        for (var i = 1; i <= 5; i++) {
            Files.writeString(folder.resolve("backups/reelgraph-29990101-00000" + i + "-000-future.db"), "later");
        }

        var copy = backup.take(database, "now");

        assertThat(files()).hasSize(5).contains(copy.orElseThrow());
    }

    @Test
    void givenAFolderThatCanNotBeWritten_whenBackedUp_thenTheErrorNamesTheFileAndNothingIsLeft() throws IOException {
        Files.writeString(folder.resolve("backups"), "a file where the folder should be");

        assertThatThrownBy(() -> backup.take(database, "x")).isInstanceOf(StorageException.class)
                .hasMessageContaining("backups");
    }

    @Test
    void givenATransaction_whenBackedUp_thenItFailsAndNoHalfFileIsLeft() throws Exception {
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("INSERT INTO t VALUES (1)");
        }

        assertThatThrownBy(() -> backup.take(database, "x")).isInstanceOf(StorageException.class);
        assertThat(files()).isEmpty();
        database.rollback();
    }
}

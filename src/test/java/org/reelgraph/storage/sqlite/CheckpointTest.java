package org.reelgraph.storage.sqlite;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.testing.SqliteOnly;

import static org.assertj.core.api.Assertions.assertThat;

@SqliteOnly
@Tag("database")
class CheckpointTest {

    @TempDir
    Path folder;

    @Test
    void givenALibrary_whenTheServerHasStopped_thenTheDatabaseFileAloneHoldsAllOfIt() throws Exception {
        var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.demo", true));
        var file = "jdbc:sqlite:" + folder.resolve("reelgraph.db");
        // SQLite empties the log itself when the last connection writes; here the last one only reads.
        try (var reader = DriverManager.getConnection(file + "?open_mode=1")) {
            // Once this is over: as long as somebody reads, what is written meanwhile stays in the log.
            try (var statement = reader.createStatement()) {
                assertThat(statement.executeQuery("SELECT count(*) FROM media_items").getInt(1)).isEqualTo(9);
            }
            context.close();
        }

        var copy = Files.copy(folder.resolve("reelgraph.db"), folder.resolve("copy.db"));
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = database.createStatement()) {
            assertThat(statement.executeQuery("SELECT count(*) FROM media_items").getInt(1)).isEqualTo(9);
            assertThat(statement.executeQuery("PRAGMA integrity_check").getString(1)).isEqualTo("ok");
        }
    }
}

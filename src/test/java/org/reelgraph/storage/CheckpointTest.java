package org.reelgraph.storage;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointTest {

    @TempDir
    Path folder;

    @Test
    void givenALibrary_whenTheServerHasStopped_thenTheDatabaseFileAloneHoldsAllOfIt() throws Exception {
        try (var context = ApplicationContext
                .run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.demo", true))) {
            assertThat(context.getBean(MediaRepository.class).countByKind(MediaKind.SERIES)).isEqualTo(3);
        }

        var copy = Files.copy(folder.resolve("reelgraph.db"), folder.resolve("copy.db"));
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = database.createStatement()) {
            assertThat(statement.executeQuery("SELECT count(*) FROM media_items").getInt(1)).isEqualTo(5);
            assertThat(statement.executeQuery("PRAGMA integrity_check").getString(1)).isEqualTo("ok");
        }
    }
}

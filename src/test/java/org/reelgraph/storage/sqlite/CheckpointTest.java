package org.reelgraph.storage.sqlite;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.storage.WriteTransactions;
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

    @Test
    void givenALongLog_whenTheServerLooks_thenItIsInTheFileAndTheNextTransactionBeginsItAnew() throws Exception {
        try (var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString()));
                var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("reelgraph.db"));
                var statement = database.createStatement()) {
            var writer = context.getBean(JdbcOperations.class, Qualifiers.byName("writer"));
            var transactions = context.getBean(WriteTransactions.class);
            var version = "INSERT INTO search_making VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET version = excluded.version";
            // Longer than the log may be, and not so long that the commit itself moves it.
            transactions.within(() -> writer.prepareStatement(version.formatted("hex(zeroblob(40000000))"),
                    PreparedStatement::executeUpdate));

            context.getBean(Checkpoint.class).look();
            transactions.within(() -> writer.prepareStatement(version.formatted("'new'"),
                    PreparedStatement::executeUpdate));

            try (var log = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
                assertThat(log.getInt(2)).isBetween(1, 1_000);
            }
        }
    }
}

package org.reelgraph.catalog.media;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A library of a version that stored ids as they were written, and whose imports knew nothing of editions and
 * additions.
 */
@SqliteOnly
@Tag("database")
class ExternalIdUpgradeTest {

    @TempDir
    Path folder;

    @BeforeEach
    void startTheNewVersion() throws Exception {
        var database = "jdbc:sqlite:" + folder.resolve("reelgraph.db");
        Flyway.configure().dataSource(database, null, null).locations("classpath:migrations/sqlite").target("10").load()
                .migrate();
        try (var connection = DriverManager.getConnection(database); var statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(Path.of("src/test/resources/migrations-before/v10.sql")));
        }
        start();
    }

    private void start() {
        ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", "false")).close();
    }

    private List<String> query(String sql) throws Exception {
        return Tables.query(folder, sql);
    }

    @Test
    void givenPlaceholdersAndSpellings_whenUpgraded_thenIdsAreCanonicalAndWhatTheyMayHaveMergedIsReported()
            throws Exception {
        assertThat(query("SELECT title, imdb, tmdb FROM media_items ORDER BY id")).containsExactly(
                "|Tide Watch|tt9900001|null",
                "|Crab Two|null|null", "|Gull|tt9900003|77", "|Gull again|null|null");
        assertThat(query("SELECT imdb FROM people UNION ALL SELECT tvdb FROM episodes WHERE id = 21"))
                .containsExactly("|null", "|null");
        assertThat(query("SELECT action, target, label FROM audit_log ORDER BY label")).containsExactly(
                "|dropExternalId|person_000000000000Z|'Ada Winter' had the id 'nm0000000' of IMDB, which identifies nothing:"
                        + " imports may have mistaken others for it. Import its source again to bring them back.",
                "|dropExternalId|movie_0000000000002|'Crab Two' had the id '0' of TMDB, which identifies nothing: imports may have"
                        + " mistaken others for it. Import its source again to bring them back.",
                "|dropExternalId|movie_0000000000004|'Gull again' had the id 'TT9900003' of IMDB, which is another item's too:"
                        + " the two may be one.");
        start();
        assertThat(query("SELECT count(*) FROM audit_log")).as("once").containsExactly("|3");
    }

    @Test
    void givenALibrary_whenUpgraded_thenEditionsAndAdditionsComeOutOfTheMetadataAndNothingIsLost() throws Exception {
        assertThat(query("SELECT edition, metadata, last_added_at FROM media_items ORDER BY id")).containsExactly(
                "|null|null|10800000", "|Uncut|{\"x\":1}|5000000", "|null|null|5000000", "|null|null|5000000");
        assertThat(query("SELECT added_at, metadata FROM seasons")).containsExactly("|7200000|null");
        assertThat(query("SELECT number, position, tie, added_at, metadata FROM episodes ORDER BY id")).containsExactly(
                "|1|1|0|10800000|{\"y\":2}", "|2|2|0|null|null", "|3|3|0|null|null");
        assertThat(query("SELECT media_id, at FROM media_seen ORDER BY media_id")).containsExactly("|1|5000000",
                "|2|6000000",
                "|3|6000000", "|4|6000000");
        assertThat(query(
                "SELECT (SELECT count(*) FROM credits), (SELECT count(*) FROM images), (SELECT count(*) FROM import_records),"
                        + " (SELECT count(*) FROM search_entries)"))
                .containsExactly("|2|1|1|8");
        assertThat(query("PRAGMA foreign_key_check")).isEmpty();
    }
}

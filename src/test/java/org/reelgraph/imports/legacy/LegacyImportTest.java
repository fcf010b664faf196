package org.reelgraph.imports.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Databases of Plex Exporter, of each age and in each state, become part of the library. */
class LegacyImportTest extends ServerTest {

    private static final String MOVIE = "INSERT INTO media_items (tautulli_id, type, title%s) VALUES ('%s', 'movie', '%s'%s)";

    private LegacyDatabase database(String name) throws IOException {
        return new LegacyDatabase(Files.createDirectories(folder().resolve("import")).resolve(name));
    }

    private JsonNode imported(LegacyDatabase database) {
        return imported(database, Map.of());
    }

    private JsonNode imported(LegacyDatabase database, Map<String, Object> options) {
        var input = new TreeMap<String, Object>(options);
        input.put("path", database.file().getFileName().toString());
        // Each file is a source of its own, so that the tests don't meet.
        input.put("source", input.get("path"));
        return new Jobs(client(), folder()).run(input);
    }

    private JsonNode media(JsonNode job, int record, String fields) {
        return client().data("query($id: ID!) { media(by: {id: $id}) { " + fields + " } }",
                Map.of("id", Jobs.records(job).get(record).at("/media/id").asText())).get("media");
    }

    private static List<String> notices(JsonNode job) {
        return Jobs.records(job).stream().flatMap(record -> record.get("notices").valueStream()
                .map(notice -> record.get("file").asText().replaceFirst("^[^/]+/", "") + " " + record.get("line")
                        + " " + notice.get("code").asText() + " " + String.join(".", path(notice)) + ": "
                        + notice.get("message").asText()))
                .toList();
    }

    private static List<String> path(JsonNode notice) {
        return notice.get("path").valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void givenTheFirstTables_whenImported_thenTheItemsHaveTheirThumbnails_andWhatHasNoPlaceIsNamed() throws Exception {
        var database = database("first.db").first().run(
                "INSERT INTO media_metadata (plex_id, title, media_type, year, guid, summary, plex_added_at, library_section_id)"
                        + " VALUES ('1342', 'Harbour Lights', 'show', 2019, 'com.plexapp.agents.thetvdb://9901?lang=de',"
                        + " 'Two towns.', '2024-03-01T18:30:00Z', 2), ('7', 'Low Tide', NULL, 2021, 'imdb://tt9900002',"
                        + " NULL, '1709317800', 1)",
                "INSERT INTO thumbnails (media_id, path) VALUES (1, 'covers/1342.jpg'), (1, 'covers/b.jpg'), (9, 'x')",
                "INSERT INTO tautulli_snapshots VALUES (1, 'now', '{}'), (2, 'now', '{}')");

        var job = imported(database);

        assertThat(job.get("format").asText()).isEqualTo("LEGACY_SQLITE");
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(Jobs.outcomes(job)).containsExactly("CREATED", "CREATED", "SKIPPED", "SKIPPED");
        assertThat(notices(job)).containsExactly("thumbnails 3 LEFT_OUT : There is no item with the id 9.",
                "tautulli_snapshots null LEFT_OUT : 2 rows: It is made anew by whatever needs it.");
        assertThat(media(job, 0, "__typename title year summary ratingKey addedAt metadata externalIds { tvdb }"
                + " images { kind path }").toString()).isEqualTo(
                        """
                        {"__typename":"Series","title":"Harbour Lights","year":2019,"summary":"Two towns.","ratingKey":"1342",\
                        "addedAt":"2024-03-01T18:30:00Z","metadata":{"library_section_id":2},"externalIds":{"tvdb":"9901"},\
                        "images":[{"kind":"POSTER","path":"covers/1342.jpg"},{"kind":"POSTER","path":"covers/b.jpg"}]}""");
        assertThat(media(job, 1, "__typename addedAt externalIds { imdb }").toString()).isEqualTo(
                """
                {"__typename":"Movie","addedAt":"2024-03-01T18:30:00Z","externalIds":{"imdb":"tt9900002"}}""");
    }

    @Test
    void givenTheLatestTables_whenImported_thenNothingIsLost() throws Exception {
        var database = database("latest.sqlite").latest().run(
                """
                INSERT INTO media_items (id, tautulli_id, type, title, sort_title, year, rating, audience_rating,
                  content_rating, summary, tagline, duration, poster, backdrop, studio, genres, directors, writers,
                  countries, collections, added_at, plex_added_at, originally_available_at, guid, imdb_id, tmdb_id,
                  tmdb_rating, languages)
                VALUES (5, '7', 'movie', 'Low Tide', 'Tide, Low', 2021, 6.5, 8.1, 'de/12', 'A shore.', 'Wait.', 5880000,
                  'http://localhost:4000/api/thumbnails/tautulli/library/metadata/7/thumb/1700000000',
                  'https://example.org/b.jpg', 'North', '["Drama","Crime"]', '["Ines Alder"]', '["Tove Ek","Jo Marr"]',
                  '["Norway"]', '[{"tag":"Shores"}]', '2024-03-01 18:30:00', NULL, '2021-05-06', 'plex://movie/5d77',
                  'tt9900003', 4711, 7, '["de"]')""",
                """
                INSERT INTO media_items (id, tautulli_id, type, title, guid, duration, tmdb_id, tmdb_enriched)
                VALUES (3, '1342', 'tv', 'Harbour Lights', 'tvdb://9902', 2820000, 12, 1)""",
                "INSERT INTO seasons VALUES (11, 3, '1343', 1, 'One', 'First.', 'covers/s1.jpg', 2),"
                        + " (12, 99, '8', 1, 'Lost', NULL, NULL, 1)",
                "INSERT INTO episodes VALUES (21, 11, '1345', 2, 'The Rope', 'S01E02', 2820, '7.5', '2019-09-12', 'e2.jpg'),"
                        + " (22, 11, '1344', 1, 'The Tug', 'A tug.', 2821500, NULL, '2019-09-05', NULL),"
                        + " (23, 12, '9', 1, 'Gone', NULL, NULL, NULL, NULL, NULL)",
                "INSERT INTO cast_members VALUES (31, 'Ada Winter', NULL, NULL), (32, 'Jo Marr', NULL, 'jo.jpg'),"
                        + " (33, 'Nobody', NULL, NULL)",
                "INSERT INTO media_cast VALUES (41, 3, 32, 'Captain', 2), (42, 3, 31, 'Marit', 1),"
                        + " (43, 5, 31, NULL, NULL), (44, 5, 77, 'Ghost', 9), (45, 99, 31, NULL, 1)",
                "INSERT INTO media_thumbnails VALUES (51, 5, 'covers/7.jpg', 'now'), (52, 99, 'gone.jpg', 'now')",
                "INSERT INTO users VALUES ('u', 'me', 'me@example.org', 'secret', 'admin')");

        var job = imported(database);

        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(notices(job)).containsExactly(
                "media_items 3 UNKNOWN_FIELDS tmdb_id: Kept as metadata, since Plex Exporter guessed it by the title.",
                "cast_members 33 LEFT_OUT : No item's cast has somebody with the id 33.",
                "seasons 12 LEFT_OUT : There is no item with the id 99.",
                "episodes 23 LEFT_OUT : No item has a season with the id 12.",
                "media_cast 45 LEFT_OUT : There is no item with the id 99.",
                "media_cast 44 LEFT_OUT : Nobody in cast_members has the id 77.",
                "media_thumbnails 52 LEFT_OUT : There is no item with the id 99.",
                "users null LEFT_OUT : 1 row: Passwords can't be carried over. Make accounts for these people.");
        assertThat(media(job, 1,
                """
                title year rating contentRating summary tagline studio genres countries collections addedAt
                releasedOn metadata externalIds { imdb tmdb plex } images { kind path }
                ... on Movie { durationSeconds } cast(first: 9) { character person { name } }
                crew { job person { name } }""").toString()).isEqualTo(
                        """
                        {"title":"Low Tide","year":2021,"rating":8.1,"contentRating":"de/12","summary":"A shore.",\
                        "tagline":"Wait.","studio":"North","genres":["Drama","Crime"],"countries":["Norway"],\
                        "collections":["Shores"],"addedAt":"2024-03-01T18:30:00Z","releasedOn":"2021-05-06",\
                        "metadata":{"languages":"[\\"de\\"]","rating":6.5,"tmdb_rating":7},\
                        "externalIds":{"imdb":"tt9900003","tmdb":"4711","plex":"plex://movie/5d77"},\
                        "images":[{"kind":"POSTER","path":"/library/metadata/7/thumb/1700000000"},\
                        {"kind":"POSTER","path":"covers/7.jpg"},{"kind":"BACKDROP","path":"https://example.org/b.jpg"}],\
                        "durationSeconds":5880,"cast":[{"character":null,"person":{"name":"Ada Winter"}}],\
                        "crew":[{"job":"Director","person":{"name":"Ines Alder"}},{"job":"Writer","person":{"name":"Tove Ek"}},\
                        {"job":"Writer","person":{"name":"Jo Marr"}}]}""");
        assertThat(media(job, 0,
                """
                metadata externalIds { tmdb tvdb } cast(first: 9) { character person { name } }
                ... on Series { seasons { number title summary ratingKey images { kind path } episodes {
                  number title summary ratingKey durationSeconds rating airedOn images { kind path } } } }""")
                .toString()).isEqualTo(
                        """
                        {"metadata":{"cast":[{},{"photo":"jo.jpg"}],"duration":2820000,"tmdb_id":12},\
                        "externalIds":{"tmdb":null,"tvdb":"9902"},"cast":[{"character":"Marit","person":{"name":"Ada Winter"}},\
                        {"character":"Captain","person":{"name":"Jo Marr"}}],"seasons":[{"number":1,"title":"One",\
                        "summary":"First.","ratingKey":"1343","images":[{"kind":"POSTER","path":"covers/s1.jpg"}],\
                        "episodes":[{"number":1,"title":"The Tug","summary":"A tug.","ratingKey":"1344",\
                        "durationSeconds":2822,"rating":null,"airedOn":"2019-09-05","images":[]},{"number":2,\
                        "title":"The Rope","summary":null,"ratingKey":"1345","durationSeconds":2820,"rating":7.5,\
                        "airedOn":"2019-09-12","images":[{"kind":"STILL","path":"e2.jpg"}]}]}]}""");
    }

    @Test
    void givenAMigrationThatStopped_whenImported_thenEachItemIsThereOnce_withWhatEitherTableKnows() throws Exception {
        var database = database("half.db").extended().latest().run(
                "ALTER TABLE media_metadata ADD COLUMN backdrop TEXT",
                "ALTER TABLE media_metadata ADD COLUMN writers TEXT",
                "INSERT INTO media_metadata (id, plex_id, title, media_type, year, studio, backdrop, writers) VALUES"
                        + " (8, '7', 'Low Tyde', 'movie', 2020, 'North', 'b.jpg', '[\"Jo Marr\"]'),"
                        + " (9, '8', 'High Water', 'movie', 2001, NULL, NULL, NULL)",
                "INSERT INTO thumbnails (media_id, path) VALUES (8, 'old.jpg'), (9, 'high.jpg')",
                "INSERT INTO media_items (id, tautulli_id, type, title, year, studio) VALUES (1, '7', 'movie', 'Low Tide',"
                        + " 2021, ' ')",
                "INSERT INTO media_thumbnails (media_item_id, path) VALUES (1, 'new.jpg')");

        var job = imported(database);

        assertThat(Jobs.outcomes(job)).containsExactly("CREATED", "CREATED");
        var which = ": media_metadata 8 says this, and media_items 1, which counts, something else.";
        assertThat(notices(job)).containsExactly("media_items 1 SUPERSEDED title" + which,
                "media_items 1 SUPERSEDED year" + which);
        assertThat(media(job, 0, "title year studio images { path } crew { person { name } }").toString())
                .isEqualTo(
                        "{\"title\":\"Low Tide\",\"year\":2021,\"studio\":\"North\",\"images\":[{\"path\":\"new.jpg\"},"
                                + "{\"path\":\"old.jpg\"},{\"path\":\"b.jpg\"}],\"crew\":[{\"person\":{\"name\":\"Jo Marr\"}}]}");
        assertThat(media(job, 1, "title images { path }").toString())
                .isEqualTo("{\"title\":\"High Water\",\"images\":[{\"path\":\"high.jpg\"}]}");
    }

    @Test
    void givenRowsInTheLogBesideTheFile_whenImported_thenTheyAreThere_andNothingBesideTheFileChanges()
            throws Exception {
        var database = database("logged.db").latest();
        try (var writer = database.open(); var statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute(MOVIE.formatted("", "1", "In the Log", ""));
            var before = content(database.file().getParent(), "logged");

            var job = imported(database);

            assertThat(Jobs.records(job)).extracting(record -> record.get("title").asText())
                    .containsExactly("In the Log");
            assertThat(content(database.file().getParent(), "logged")).isEqualTo(before)
                    .containsKey("logged.db-wal");
        }
        assertThat(Files.exists(folder().resolve("unfinished-copy-" + ProcessHandle.current().pid()))).isFalse();
    }

    private static Map<String, String> content(Path folder, String prefix) throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.getFileName().toString().startsWith(prefix)).toList()) {
                // Whoever reads notes that in this one, as the writer itself may.
                if (!file.toString().endsWith("-shm")) {
                    content.put(file.getFileName().toString(), Files.getLastModifiedTime(file) + " "
                            + Sha256.hex(Arrays.toString(Files.readAllBytes(file))));
                }
            }
        }
        return content;
    }

    private String refusal(LegacyDatabase database) {
        var payload = new Jobs(client(), folder()).start(Map.of("path", database.file().getFileName().toString()));
        assertThat(payload.get("job").isNull()).isTrue();
        return payload.at("/userErrors/0/message").asText();
    }

    @Test
    void givenFilesThatCantBeRead_whenImported_thenTheErrorSaysWhy() throws Exception {
        var empty = database("empty.db");
        Files.write(empty.file(), new byte[0]);
        assertThat(refusal(empty)).endsWith("empty.db is empty.");
        var text = database("text.db");
        Files.writeString(text.file(), "no database ".repeat(50));
        assertThat(refusal(text)).endsWith("text.db is no database of SQLite, or it is encrypted.");
        var cut = database("cut.db").latest();
        var whole = Files.readAllBytes(cut.file());
        Files.write(cut.file(), Arrays.copyOf(whole, whole.length - 5000));
        assertThat(refusal(cut)).endsWith("cut.db is cut off: it has " + (whole.length - 5000) + " of " + whole.length
                + " bytes.");
        var header = database("header.db");
        Files.write(header.file(), "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(refusal(header)).contains("header.db is cut off");
        var other = database("other.db").run("CREATE TABLE albums (id)",
                "CREATE VIEW media_items AS SELECT 1 AS id, 'x' AS title");
        assertThat(refusal(other)).isEqualTo("This is not a database of Plex Exporter: it has no table media_items or"
                + " media_metadata with titles, but albums, media_items.");
        assertThat(refusal(database("none.db").run("PRAGMA user_version = 1"))).endsWith("titles, nor any other.");
        if (!TestDatabase.isPostgresql()) {
            Files.createLink(database("own.db").file(), folder().resolve("reelgraph.db"));
            assertThat(refusal(database("own.db"))).endsWith("own.db is Reelgraph's own database.");
        }
    }

    @Test
    void givenAFolderWithNothingButADatabase_whenImported_thenItIsThat() throws Exception {
        Files.createDirectories(folder().resolve("import/exporter"));
        var database = database("exporter/plex.db").latest().run(MOVIE.formatted("", "1", "In a Folder", ""));
        Files.write(folder().resolve("import/exporter/plex.db-shm"), new byte[0]);
        var input = Map.<String, Object>of("path", "exporter", "source", "exporter");

        var job = new Jobs(client(), folder()).run(input);
        database("exporter/second.db").latest();
        var several = new Jobs(client(), folder()).start(Map.of("path", "exporter", "format", "LEGACY_SQLITE"));

        assertThat(Jobs.records(job)).extracting(record -> record.get("file").asText())
                .containsExactly("plex.db/media_items");
        assertThat(several.at("/userErrors/0/message").asText())
                .isEqualTo("There are several databases in this folder: plex.db, second.db. Name one of them.");
        assertThat(database.count("media_items")).isEqualTo(1);
    }

    @Test
    void givenAFileThatIsLocked_whenImported_thenTheErrorSaysSo() throws Exception {
        var database = database("locked.db").latest();
        try (var channel = FileChannel.open(database.file(),
                StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.lock(0x40000000L, 512, false)) {
            assertThat(lock.isValid()).isTrue();
            assertThat(refusal(database)).endsWith("is writing to " + database.file().toRealPath() + ".");
        }
    }

    @Test
    void givenADatabaseMadeToDoHarm_whenImported_thenWhatIsSoundIsTaken_andTheRestIsNamed() throws Exception {
        var database = database("harm.db").run(
                "CREATE TABLE media_items (id, tautulli_id, type, title, year, genres, summary, rating, duration, backdrop,"
                        + " bomb AS (hex(zeroblob(400000000))))",
                "CREATE TABLE seasons (id, media_item_id, season_number, title)",
                "CREATE TABLE episodes (id, season_id, episode_number, title)",
                "CREATE VIEW thumbnails AS SELECT 1 AS id, 1 AS media_id, 'x' AS path",
                "CREATE TABLE media_cast (id, media_item_id)", "INSERT INTO media_cast VALUES (1, 1)",
                "CREATE TABLE media_thumbnails (id, url)", "INSERT INTO media_thumbnails VALUES (1, 'a'), (2, 'b')",
                "CREATE TABLE copies (id)", "CREATE TRIGGER t AFTER INSERT ON seasons BEGIN INSERT INTO copies"
                        + " VALUES (1); END",
                "INSERT INTO media_items VALUES (1, 10, 'tv', 'Sound', '2019', '[\"Drama\"]', hex(zeroblob(300000)), 9e999,"
                        + " -5, x'00ff'), ('one', '11', 'movie', 1917, 0, 'Drama, War', NULL, '75%', 'long', NULL),"
                        + " (3, NULL, 'artist', 'A Band', NULL, NULL, NULL, NULL, NULL, NULL),"
                        + " (1, '12', 'movie', 'Again', NULL, NULL, NULL, NULL, NULL, NULL),"
                        + " (NULL, '13', 'movie', '  ', NULL, NULL, NULL, NULL, NULL, NULL)",
                "INSERT INTO seasons VALUES (1, 1, 1, 'One'), (2, 1, 1, 'One again'), ('x', 1, NULL, 'None'),"
                        + " (4, 'one', 1, 'Of a text')",
                "INSERT INTO episodes VALUES (1, 1, 1, 'A'), (2, 2, 1, 'B'), (3, 1, NULL, NULL), (4, 4, 1, 'C')");

        var job = imported(database);

        assertThat(Jobs.records(job)).filteredOn(record -> record.get("title").asText().length() < 12)
                .extracting(record -> record.get("title").asText() + " " + record.get("outcome").asText())
                .containsExactlyInAnyOrder("1917 CREATED", "Sound CREATED", "Again CREATED", "A Band FAILED",
                        "key 13 FAILED");
        assertThat(Jobs.errors(job)).containsExactlyInAnyOrder(
                "INVALID: The type must be 'movie' or 'tv', not 'artist'.", "REQUIRED: The title is required.");
        assertThat(notices(job)).anyMatch(notice -> notice.contains("VALUE_DROPPED summary"))
                .anyMatch(notice -> notice.contains("VALUE_DROPPED rating"))
                .anyMatch(notice -> notice.contains("VALUE_DROPPED backdrop"))
                .anyMatch(notice -> notice.contains("VALUE_DROPPED genres: This is no list in JSON."))
                .contains("seasons 4 LEFT_OUT : There is no item with the id one.",
                        "episodes 4 LEFT_OUT : No item has a season with the id 4.",
                        "thumbnails null LEFT_OUT : It only looks like a table, so it isn't read.",
                        "media_cast null LEFT_OUT : 1 row: It lacks cast_member_id; its columns are id, media_item_id.",
                        "media_thumbnails null LEFT_OUT : 2 rows: It lacks media_item_id and path; its columns are id, url.",
                        "copies null LEFT_OUT : 4 rows: Reelgraph knows no such table.");
        var sound = Jobs.records(job).stream().filter(record -> record.get("title").asText().equals("Sound"))
                .findFirst()
                .orElseThrow();
        assertThat(client().data("query($id: ID!) { media(by: {id: $id}) { year rating ... on Series { seasons { number"
                + " episodes { number title } } } } }",
                Map.of("id", sound.at("/media/id").asText())).get("media").toString())
                .isEqualTo("""
                           {"year":2019,"rating":null,"seasons":[{"number":1,"episodes":[\
                           {"number":1,"title":"A"},{"number":null,"title":"B"}]}]}""");
        assertThat(database.count("copies")).isEqualTo(4);
    }

    @Test
    void givenADamagedPage_whenImported_thenTheErrorSaysWhatIsMissing() throws Exception {
        var database = database("damaged.db").latest();
        var rows = new StringBuilder(
                "INSERT INTO media_items (tautulli_id, type, title, summary) VALUES ('0', 'movie', 'M', 's')");
        for (var i = 1; i < 2000; i++) {
            rows.append(", ('").append(i).append("', 'movie', 'Movie ").append(i).append("', '").append("s".repeat(90))
                    .append("')");
        }
        database.run(rows.toString());
        var bytes = Files.readAllBytes(database.file());
        Arrays.fill(bytes, bytes.length - 4096 * 20, bytes.length - 4096 * 10, (byte) 0x5A);
        Files.write(database.file(), bytes);

        var job = imported(database);

        assertThat(job.get("status").asText()).isIn("COMPLETED_WITH_ERRORS", "FAILED");
        assertThat(new Jobs(client(), folder()).allRecords(job, "outcome userErrors { code message }")
                .getLast().toString())
                .contains("MALFORMED", "The rest of the tables can't be read: the database is damaged.");
    }

    @Test
    void givenAnImport_whenDoneAgainAndUndone_thenNothingChangesAndAllIsGone() throws Exception {
        var database = database("undone.db").latest().run(MOVIE.formatted(", duration", "1", "Once", ", 5880000"));

        var first = imported(database);
        var trial = imported(database, Map.of("dryRun", true));
        var undone = client()
                .data("mutation($id: ID!) { undoImport(input: {jobId: $id}) { job { id } userErrors { message } } }",
                        Map.of("id", first.get("id").asText()))
                .get("undoImport");
        new Jobs(client(), folder()).awaitEnd(undone.at("/job/id").asText());

        assertThat(Jobs.outcomes(trial)).containsExactly("UNCHANGED");
        assertThat(media(first, 0, "title").isNull()).isTrue();
    }
}

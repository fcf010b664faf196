package org.reelgraph.imports.legacy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random movies and series in the latest tables of Plex Exporter, with all that belongs to them. */
final class RandomLegacyDatabase {

    private static final List<String> WORDS = List.of("Harbour", "Küste", "約束", "old", "Straße", "\"Nobody\"", "été",
            "it's", "雨", "A & B", "storm", "Größe");

    private final Random random;
    private final Connection database;
    private int key = 100;

    private RandomLegacyDatabase(long seed, Connection database) {
        this.random = new Random(seed);
        this.database = database;
    }

    /** {@return a database with this many items} */
    static LegacyDatabase of(Path file, long seed, int items) throws SQLException {
        var made = new LegacyDatabase(file).latest();
        try (var database = made.open()) {
            database.setAutoCommit(false);
            var rows = new RandomLegacyDatabase(seed, database);
            for (var person = 1; person <= 30; person++) {
                rows.insert("cast_members", "id, name", person, "Person " + person);
            }
            for (var item = 1; item <= items; item++) {
                rows.addItem(item);
            }
            for (var person = 1; person <= 30; person++) {
                // Everybody has a part.
                rows.insert("media_cast", "media_item_id, cast_member_id, character, \"order\"", 3, person, null,
                        50 + person);
            }
            database.commit();
        }
        return made;
    }

    private void addItem(int item) throws SQLException {
        var isSeries = random.nextBoolean();
        insert("media_items", "id, tautulli_id, type, title, sort_title, year, rating, audience_rating, content_rating,"
                + " summary, tagline, duration, poster, backdrop, studio, genres, directors, writers, countries,"
                + " collections, plex_added_at, originally_available_at, guid, imdb_id", item * 3, nextKey(),
                isSeries ? "tv" : "movie", words(3) + " " + item, maybe(words(2)), maybe(1920 + random.nextInt(100)),
                maybe(rating()), maybe(rating()), maybe("de/12"), maybe(words(20)), maybe(words(4)),
                isSeries
                        ? null
                        : maybe(random.nextBoolean() ? 60 * random.nextInt(200) : 30_000 + random.nextInt(9_000_000)),
                maybe("poster" + item + ".jpg"), maybe("http://host/backdrop" + item), maybe(words(1)), maybe(list()),
                maybe(list()), maybe(list()), maybe(list()), maybe(list()),
                maybe(random.nextBoolean()
                        ? "2024-03-01T18:30:00"
                        : String.valueOf(1_600_000_000 + random.nextInt(99_999_999))),
                maybe("2021-05-%02d".formatted(1 + random.nextInt(28))), "plex://x/" + Integer.toHexString(item + 4096),
                maybe("tt99%05d".formatted(item)));
        var people = IntStream.rangeClosed(1, 30).boxed().collect(Collectors.toList());
        Collections.shuffle(people, random);
        for (var part = 0; part < random.nextInt(6) && item > 1; part++) {
            insert("media_cast", "media_item_id, cast_member_id, character, \"order\"", item * 3, people.get(part),
                    maybe(words(2)), maybe(random.nextInt(9)));
        }
        for (var image = random.nextInt(3); image > 0; image--) {
            insert("media_thumbnails", "media_item_id, path", item * 3, "covers/" + item + "-" + image + ".jpg");
        }
        for (var season = isSeries ? random.nextInt(4) : 0; season > 0; season--) {
            addSeason(item, season);
        }
    }

    private void addSeason(int item, int season) throws SQLException {
        var id = item * 10 + season;
        insert("seasons", "id, media_item_id, tautulli_id, season_number, title, summary, poster, episode_count", id,
                item * 3, nextKey(), season - 1, maybe(words(1)), maybe(words(9)), maybe("s" + id + ".jpg"), 7);
        for (var episode = random.nextInt(5); episode > 0; episode--) {
            insert("episodes",
                    "season_id, tautulli_id, episode_number, title, summary, duration, rating, air_date, thumb",
                    id, nextKey(), episode, words(2), maybe(words(9)), maybe(60 * random.nextInt(90)),
                    maybe(String.valueOf(rating())), maybe("2019-09-%02d".formatted(episode)),
                    maybe("e" + key + ".jpg"));
        }
    }

    private String nextKey() {
        return String.valueOf(++key);
    }

    private <T> T maybe(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    private double rating() {
        return random.nextInt(101) / 10.0;
    }

    private String words(int count) {
        return random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }

    private String list() {
        return random.ints(random.nextInt(4), 0, WORDS.size()).distinct()
                .mapToObj(word -> '"' + WORDS.get(word).replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void insert(String table, String columns, Object... values) throws SQLException {
        try (var statement = database.prepareStatement("INSERT INTO " + table + " (" + columns + ") VALUES ("
                + Arrays.stream(values).map(value -> "?").collect(Collectors.joining(", ")) + ")")) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}

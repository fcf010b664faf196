package org.reelgraph.catalog.lists;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.testing.TestDatabase;

/** A library of many items with few different values, some of them missing, straight in the database. */
record RandomLibrary(List<RandomLibrary.Item> items) {

    /** The id of the first of the people, of whom there are 403. */
    static final long FIRST_PERSON = 100_000;

    private static final List<String> GENRES = List.of("Drama", "Comedy", "Crime", "Sci-Fi", "100% Fun", "_Rare_");
    private static final List<String> STUDIOS = List.of("Netflix", "HBO", "BBC", "A24");

    /** What is known of an item. */
    record Item(long id, String kind, String title, Integer year, Double rating, String studio,
            String contentRating, String releasedOn, long createdAt, Long addedAt, String imdb, Set<String> genres,
            Set<String> labels, Set<Integer> people) {

        String globalId() {
            return MediaKind.valueOf(kind).globalId(id);
        }
    }

    /** Writes a library of so many items. */
    static RandomLibrary write(Path folder, int size, Random random) throws SQLException {
        var library = new RandomLibrary(IntStream.rangeClosed(1, size).mapToObj(i -> item(i, random)).toList());
        try (var database = TestDatabase.open(folder)) {
            database.setAutoCommit(false);
            library.write(database);
            database.commit();
        }
        return library;
    }

    private static Item item(int i, Random random) {
        return new Item(i, random.nextInt(4) == 0 ? "SERIES" : "MOVIE", "Über " + i % 97 + " 100%_x" + i % 7,
                rarely(random) ? null : 1950 + random.nextInt(75),
                rarely(random) ? null : random.nextInt(100) / 10.0,
                rarely(random) ? null : i % 1000 == 3 ? "Tiny" : one(random, STUDIOS),
                rarely(random) ? null : "de/" + random.nextInt(4),
                rarely(random) ? null : "20" + (10 + random.nextInt(15)) + "-0" + (1 + random.nextInt(9)) + "-11", i,
                rarely(random)
                        ? null
                        : System.currentTimeMillis() - random.nextInt(40) * 43_200_000L - 3_600_000L,
                random.nextInt(2) == 0 ? "tt" + i : null, words(random, GENRES.subList(0, i % 900 == 5 ? 6 : 5)),
                words(random, List.of("kids", "4K")),
                Set.of(random.nextInt(1 + random.nextInt(400)), 400 + random.nextInt(3)));
    }

    private static boolean rarely(Random random) {
        return random.nextInt(12) == 0;
    }

    private static <T> T one(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Set<String> words(Random random, List<String> all) {
        var words = new TreeSet<String>();
        for (var i = random.nextInt(4); i > 0; i--) {
            words.add(i == 1 && all.size() == 6 ? "_Rare_" : one(random, all));
        }
        return words;
    }

    private void write(Connection database) throws SQLException {
        for (var i = 0; i < 403; i++) {
            run(database, "INSERT INTO people (id, name, created_at, updated_at) VALUES (?, 'p', 1, 1)",
                    FIRST_PERSON + i);
        }
        for (var each : items) {
            run(database,
                    "INSERT INTO media_items (id, kind, source, title, sort_key, folded_title, year, rating, studio,"
                            + " content_rating, released_on, created_at, updated_at, added_at, imdb)"
                            + " VALUES (?, ?, 'plex', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    each.id(), each.kind(), each.title(),
                    each.title(), SortKeys.folded(each.title()), each.year(), each.rating(), each.studio(),
                    each.contentRating(), each.releasedOn(), each.createdAt(), each.createdAt(), each.addedAt(),
                    each.imdb());
            writeTags(database, each.id(), "GENRE", each.genres());
            writeTags(database, each.id(), "LABEL", each.labels());
            writeCredits(database, each);
        }
    }

    private static void writeTags(Connection database, long id, String kind, Set<String> words) throws SQLException {
        var position = 0;
        for (var word : words) {
            run(database, "INSERT INTO media_tags (media_id, kind, position, name) VALUES (?, ?, ?, ?)", id, kind,
                    ++position, word);
        }
    }

    // Those of a series are in an episode of it.
    private static void writeCredits(Connection database, Item item) throws SQLException {
        var owner = item.id();
        if (item.kind().equals("SERIES")) {
            owner = 300_000 + item.id();
            run(database, "INSERT INTO seasons (id, series_id, number, created_at, updated_at) VALUES (?, ?, 1, 1, 1)",
                    200_000 + item.id(), item.id());
            run(database,
                    "INSERT INTO episodes (id, series_id, season_id, season_number, number, created_at, updated_at)"
                            + " VALUES (?, ?, ?, 1, 1, 1, 1)",
                    owner, item.id(), 200_000 + item.id());
        }
        var position = 0;
        for (var who : item.people()) {
            run(database, "INSERT INTO credits (owner_id, role, position, person_id) VALUES (?, 'CAST', ?, ?)", owner,
                    ++position, FIRST_PERSON + who);
        }
    }

    private static void run(Connection database, String sql, Object... values) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}

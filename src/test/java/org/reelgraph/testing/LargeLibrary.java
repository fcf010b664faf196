package org.reelgraph.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * An invented library of any size in Reelgraph's own format, always the same for the same numbers. The first series has
 * 1,100 episodes with a cast of 20 each, the second has 72 seasons, and the others have 30 episodes.
 */
public final class LargeLibrary {

    private static final List<String> ADJECTIVES = List.of("Silent", "Über", "Golden", "Broken", "Distant",
            "Électrique",
            "Hidden", "Last", "Young", "Restless", "Frozen", "Crimson", "Lonely", "Endless", "Wild", "Paper");
    private static final List<String> NOUNS = List.of("Harbour", "Tide", "Garden", "Kingdom", "Letters", "Road",
            "Winter",
            "Machine", "Mirror", "Island", "Orchestra", "Station", "Hunter", "Ångström", "Memory", "Bridge");
    // Titles that can't be found by words.
    private static final List<String> SPECIAL = List.of("進撃の巨人", "東京物語", "Up", "Éclair", "🎬 Cut", "100% Wolf",
            "C++ Stories",
            "Say \"Hello\"");
    private static final List<String> WORDS = List.of("a", "stranger", "returns", "to", "the", "valley", "and", "finds",
            "what",
            "was", "lost", "between", "two", "storms", "while", "an", "old", "promise", "asks", "for", "its", "price");
    private static final List<String> GENRES = List.of("Drama", "Comedy", "Crime", "Thriller", "Action", "Animation",
            "Documentary", "Family", "Fantasy", "History", "Horror", "Music", "Mystery", "Romance", "Science Fiction",
            "War", "Western", "Sport");
    private static final List<String> COUNTRIES = List.of("Germany", "France", "Japan", "United States", "Norway",
            "Italy");
    private static final List<String> RATINGS = List.of("de/0", "de/6", "de/12", "de/16", "de/18", "PG-13", "R",
            "TV-MA");
    private static final int PEOPLE = 20_000;
    private static final int STUDIOS = 60;

    private final Random random;
    private final ObjectMapper json = new ObjectMapper(new JsonFactory());

    private LargeLibrary(long seed) {
        random = new Random(seed);
    }

    /**
     * Writes a library to a file.
     *
     * @param args the file, the number of series, the number of movies
     */
    public static void main(String[] args) throws IOException {
        try (var file = Files.newBufferedWriter(Path.of(args[0]))) {
            new LargeLibrary(1).write(file, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        }
    }

    /** Writes this many series and movies, one per line. */
    public static void write(Path file, int series, int movies) throws IOException {
        main(new String[]{file.toString(), String.valueOf(series), String.valueOf(movies)});
    }

    private void write(Writer file, int series, int movies) throws IOException {
        for (var i = 0; i < series; i++) {
            var item = item("SERIES", i);
            item.put("seasons", switch (i) {
                case 0 -> seasons(11, 100, 20);
                case 1 -> seasons(72, 10, 0);
                default -> seasons(1 + i % 3 * 2, 30 / (1 + i % 3 * 2), i % 10 == 0 ? 1 : 0);
            });
            file.append(json.writeValueAsString(item)).append('\n');
        }
        for (var i = 0; i < movies; i++) {
            var item = item("MOVIE", series + i);
            item.put("durationSeconds", 3_600 + random.nextInt(7_200));
            if (i % 50 == 7) {
                item.put("title", one(SPECIAL, i / 50) + " " + i);
            }
            if (i % 20 == 0) {
                item.put("collections", List.of(one(NOUNS) + " Collection " + i % 400));
            }
            file.append(json.writeValueAsString(item)).append('\n');
        }
    }

    private Map<String, Object> item(String kind, int number) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("kind", kind);
        item.put("ratingKey", "large-" + number);
        item.put("title", one(ADJECTIVES) + " " + one(NOUNS) + (random.nextInt(3) == 0 ? " " + number : ""));
        var year = 2025 - (int) Math.min(75, Math.abs(random.nextGaussian() * 22));
        maybe(item, "year", year);
        item.put("summary", sentence(40));
        maybe(item, "tagline", sentence(6));
        maybe(item, "studio", "Studio " + one(NOUNS) + " " + random.nextInt(STUDIOS / 10));
        maybe(item, "contentRating", one(RATINGS));
        maybe(item, "rating", random.nextInt(101) / 10.0);
        maybe(item, "releasedOn", LocalDate.of(year, 1, 1).plusDays(random.nextInt(365)).toString());
        maybe(item, "addedAt", Instant.ofEpochSecond(1_600_000_000L + random.nextInt(170_000_000)).toString());
        item.put("externalIds", Map.of("imdb", "tt" + (20_000_000 + number), "tmdb", String.valueOf(number)));
        item.put("genres",
                random.ints(1 + random.nextInt(3), 0, GENRES.size()).distinct().mapToObj(GENRES::get).toList());
        item.put("countries", List.of(one(COUNTRIES)));
        item.put("images", List.of(Map.of("kind", "POSTER", "path", "/library/metadata/" + number + "/thumb")));
        item.put("cast", cast(5));
        return item;
    }

    private List<Map<String, Object>> seasons(int count, int episodes, int cast) {
        return IntStream.rangeClosed(1, count).mapToObj(season -> Map.<String, Object>of("number", season, "episodes",
                IntStream.rangeClosed(1, episodes).mapToObj(number -> episode(number, cast)).toList())).toList();
    }

    private Map<String, Object> episode(int number, int cast) {
        Map<String, Object> episode = new LinkedHashMap<>();
        episode.put("number", number);
        episode.put("title", one(ADJECTIVES) + " " + one(NOUNS));
        episode.put("summary", sentence(12));
        episode.put("airedOn", LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9_000)).toString());
        episode.put("durationSeconds", 1_200 + random.nextInt(2_400));
        if (cast > 0) {
            episode.put("cast", cast(cast));
        }
        return episode;
    }

    private List<Map<String, Object>> cast(int size) {
        var credits = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < size; i++) {
            var person = (int) Math.min(PEOPLE - 1, Math.abs(random.nextGaussian() * PEOPLE / 3));
            credits.add(Map.of("character", one(NOUNS), "person", Map.of("name", one(ADJECTIVES, person) + " "
                    + one(NOUNS, person / 16) + " " + person / 256, "externalIds", Map.of("imdb", "nm" + person))));
        }
        return credits;
    }

    private String sentence(int words) {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(one(WORDS));
        }
        return text.toString();
    }

    private void maybe(Map<String, Object> item, String name, Object value) {
        if (random.nextInt(20) > 0) {
            item.put(name, value);
        }
    }

    private <T> T one(List<T> list) {
        return one(list, random.nextInt(list.size()));
    }

    private static <T> T one(List<T> list, int number) {
        return list.get(number % list.size());
    }
}

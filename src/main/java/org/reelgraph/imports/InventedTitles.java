package org.reelgraph.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Invented titles with casts, images and ids, in the format of the schema's inputs. Those of one seed are always the
 * same, if they are asked for in the same order.
 */
public final class InventedTitles {

    private static final List<String> ADJECTIVES = List.of("Silent", "Über", "Golden", "Broken", "Distant",
            "Électrique",
            "Hidden", "Last", "Young", "Restless", "Frozen", "Crimson", "Lonely", "Endless", "Wild", "Paper");
    private static final List<String> NOUNS = List.of("Harbour", "Tide", "Garden", "Kingdom", "Letters", "Road",
            "Winter",
            "Machine", "Mirror", "Island", "Orchestra", "Station", "Hunter", "Ångström", "Memory", "Bridge");
    // Some that can't be found by words.
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
    private static final List<String> FIRST_NAMES = List.of("Ada", "Jonas", "Lea", "Tove", "Emil", "Ines", "Noor",
            "Karl",
            "Maja", "Théo", "Aiko", "Sven", "Clara", "Milan", "Rosa", "Óscar", "Freya", "Henrike", "Luca", "Zoë");
    private static final List<String> LAST_NAMES = List.of("Winter", "Brandt", "Fährmann", "Moll", "Alder", "Ek",
            "Marr",
            "Okafor", "Lindqvist", "Moreau", "Tanaka", "Rossi", "Novák", "Berg", "Castro", "Hale", "Ito", "Vogel",
            "Petersen", "Ángel", "Quist", "Sommer", "Adeyemi", "Kowalski", "Lund", "Hansen", "Duarte", "Keller", "Sato",
            "Whitlock", "Baumann", "Laurent", "Nyberg", "Ferreira", "Holm", "Ostrowski", "Grey", "Amara", "Falk",
            "Reyes");
    private static final int PEOPLE = 20_000;
    private static final int STUDIOS = 60;

    private final Random random;
    private final String prefix;

    /** @param prefix the beginning of the titles' rating keys */
    public InventedTitles(long seed, String prefix) {
        this.random = new Random(seed);
        this.prefix = prefix;
    }

    /** {@return a series without seasons} */
    public Map<String, Object> series(int number) {
        return title(number);
    }

    /**
     * {@return a movie}
     *
     * @param place its place among the movies: some have special titles, and some are parts of collections
     */
    public Map<String, Object> movie(int number, int place) {
        var item = title(number);
        item.put("durationSeconds", 3_600 + random.nextInt(7_200));
        if (place % 50 == 7) {
            item.put("title", one(SPECIAL, place / 50) + " " + place);
        }
        if (place % 20 == 0) {
            item.put("collections", List.of(one(NOUNS) + " Collection " + place % 400));
        }
        return item;
    }

    /** {@return an album} */
    public Map<String, Object> album(int number) {
        var item = work(number, "Artist");
        item.put("durationSeconds", 1_800 + random.nextInt(3_600));
        return item;
    }

    /** {@return a book} */
    public Map<String, Object> book(int number) {
        return work(number, "Author");
    }

    // Films have ids and casts of other kinds.
    private Map<String, Object> work(int number, String job) {
        var item = title(number);
        item.keySet().removeAll(List.of("externalIds", "cast", "contentRating", "tagline"));
        item.put("creators", List.of(Map.of("job", job, "person", Map.of("name", nameOf(random.nextInt(PEOPLE))))));
        return item;
    }

    private Map<String, Object> title(int number) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("ratingKey", prefix + number);
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

    /** {@return seasons with this many episodes each, with a cast of this size in each of them} */
    public List<Map<String, Object>> seasons(int count, int episodes, int cast) {
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
            credits.add(Map.of("character", one(NOUNS), "person", Map.of("name", nameOf(person),
                    "externalIds", Map.of("imdb", "nm" + person))));
        }
        return credits;
    }

    // Those whose first and last names are the same have different initials.
    private static String nameOf(int person) {
        var others = person / (FIRST_NAMES.size() * LAST_NAMES.size());
        return one(FIRST_NAMES, person) + (others == 0 ? " " : " " + (char) ('A' + others) + ". ")
                + one(LAST_NAMES, person / FIRST_NAMES.size());
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

package org.reelgraph.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/**
 * A library of texts in which databases could differ: of many scripts, with marks and signs, equal but for case, and
 * long ones; with many values that are missing and many that are equal. Always the same.
 */
public final class AwkwardLibrary {

    private static final List<String> ARTICLES = List.of("", "", "", "The ", "A ", "Die ", "Der ", "L'", "Les ", "El ",
            "the ");
    private static final List<String> WORDS = List.of("Übung", "Straße", "STRASSE", "strasse", "Größe", "größer",
            "harbour", "Harbour", "Harbor", "éte\u0301", "E\u0301toile", "Étoile", "naïve", "Łódź", "Ångström", "Øre",
            "İstanbul", "ılık", "Čapek", "Ñandú", "ﬁlm", "x²", "½", "Война", "и", "мир", "Ёлка", "Ελλάδα", "ΣΊΣΥΦΟΣ",
            "חלום", "أحلام", "進撃の巨人", "東京物語", "とうきょう", "サクラ", "ｻｸﾗ", "サ\u30AF\u3099ラ", "서울", "长安",
            "हिन्दी", "ไทย", "🎬", "👨‍👩‍👧", "🇩🇪", "C++", "S.P.R.A.Y.", "AC/DC", "Spider-Man", "Spiderman",
            "O'Neill", "O’Neill", "100%", "100%_x", "_Rare_", "back\\slash", "\"Quoted\"", "'single'", "a:b*c", "(x)",
            "NEAR", "AND", "OR", "NOT", "NULL", "1984", "007", "2", "10", "II", "Part Two", "Part 2", "M*A*S*H",
            "$9.99",
            "#1", "semi;colon", "{brace}", "[bracket]", "tab\there", "non\u00A0break", "zero\u200Bwidth",
            "soft\u00ADhyphen",
            "ß", "ẞ", "ſ", "K", "Å", "ǆ", "nightfall", "night", "Night");
    private static final List<String> STUDIOS = List.of("Netflix", "netflix", "NETFLIX", "Ünlü Film", "BBC", "東宝",
            "A24",
            "100% Films", "_x");
    private static final List<String> RATINGS = List.of("de/6", "de/12", "DE/12", "PG-13", "pg-13", "FSK 16", "");
    private static final List<String> TAGS = List.of("Drama", "drama", "Sci-Fi", "Krimi & Mord", "Comédie", "コメディ",
            "100%", "_", "Größe", "größe", "GRÖSSE");
    private static final List<String> IMAGES = List.of("POSTER", "BACKDROP", "THUMB", "STILL");
    private static final int PEOPLE = 90;

    private final Random random = new Random(20);
    private final GraphQlClient client;
    private int key;

    private AwkwardLibrary(GraphQlClient client) {
        this.client = client;
    }

    /** Imports it into the library of a client. */
    public static void importInto(GraphQlClient client) {
        var library = new AwkwardLibrary(client);
        library.importAll("Movies", "movies", 130, "durationSeconds");
        library.importAll("Series", "series", 60, "seasons");
        library.importAll("Albums", "albums", 30, "durationSeconds");
        library.importAll("Books", "books", 40, "");
    }

    private void importAll(String kind, String field, int size, String more) {
        for (var from = 0; from < size; from += 100) {
            var trees = IntStream.range(from, Math.min(from + 100, size)).mapToObj(i -> item(more)).toList();
            var payload = client.data("mutation($trees: [" + input(kind)
                    + "Input!]!) { import" + kind + "(input: {" + field + ": $trees}) { created failed } }",
                    Map.of("trees", trees)).get("import" + kind);
            assertThat(payload.get("created").asInt()).as("%s", payload).isEqualTo(trees.size());
        }
    }

    private static String input(String kind) {
        return kind.equals("Series") ? kind : kind.substring(0, kind.length() - 1);
    }

    private Map<String, Object> item(String more) {
        var item = new LinkedHashMap<String, Object>();
        key++;
        maybe(item, "ratingKey", "key-" + key);
        item.put("title", one(ARTICLES) + (key % 11 == 0 ? "Same title" : words(1 + random.nextInt(3))));
        maybe(item, "originalTitle", words(2));
        rarely(item, "sortTitle", words(1));
        rarely(item, "edition", "Cut " + random.nextInt(2));
        maybe(item, "year", 1960 + random.nextInt(20));
        maybe(item, "summary", key % 40 == 0 ? words(2_000) : words(12));
        rarely(item, "tagline", words(4));
        maybe(item, "studio", one(STUDIOS));
        maybe(item, "contentRating", one(RATINGS));
        maybe(item, "rating", random.nextInt(21) / 2.0);
        maybe(item, "releasedOn", day());
        maybe(item, "addedAt", instant());
        maybe(item, "genres", tags());
        rarely(item, "collections", tags());
        rarely(item, "countries", tags());
        rarely(item, "labels", tags());
        maybe(item, "externalIds",
                object("imdb", "tt" + (1_000 + key), "tmdb", random.nextBoolean() ? "" + key : null));
        rarely(item, "metadata", Map.of("größe", 1.5, "list", List.of(1, "ü", true), "emoji", "🎬"));
        rarely(item, "images", List.of(object("kind", one(IMAGES), "path", "/ü/" + key)));
        item.put("cast", cast(6));
        switch (more) {
            case "durationSeconds" -> maybe(item, more, 60 * random.nextInt(9));
            case "seasons" -> item.put("seasons",
                    IntStream.range(0, random.nextInt(4)).mapToObj(this::season).toList());
            default -> {
            }
        }
        return item;
    }

    private Map<String, Object> season(int number) {
        var season = new LinkedHashMap<String, Object>(Map.of("number", number));
        maybe(season, "title", words(2));
        maybe(season, "summary", words(5));
        maybe(season, "addedAt", instant());
        season.put("episodes", IntStream.rangeClosed(1, random.nextInt(6)).mapToObj(this::episode).toList());
        return season;
    }

    private Map<String, Object> episode(int number) {
        var episode = new LinkedHashMap<String, Object>(Map.of("number", number));
        maybe(episode, "title", words(2));
        maybe(episode, "summary", words(8));
        maybe(episode, "airedOn", day());
        maybe(episode, "addedAt", instant());
        maybe(episode, "durationSeconds", 1_200 + random.nextInt(3));
        maybe(episode, "rating", random.nextInt(11) * 1.0);
        rarely(episode, "cast", cast(3));
        return episode;
    }

    private List<Map<String, Object>> cast(int most) {
        return random.ints(random.nextInt(most + 1), 0, PEOPLE).distinct().mapToObj(who -> object("character",
                random.nextInt(4) == 0 ? null : words(1), "person", person(who))).toList();
    }

    private static Map<String, Object> person(int who) {
        var name = WORDS.get(who % WORDS.size()) + " " + WORDS.get(who * 7 % WORDS.size());
        var person = who % 3 == 0
                ? object("name", name, "externalIds", object("imdb", "nm" + (1_000 + who)))
                : object("name", name);
        // By the name, since this is all that some formats know of a person.
        return name.length() % 2 == 0
                ? person
                : Trees.with(person, "images", List.of(object("kind", "THUMB", "path", "/people/" + name)));
    }

    private String day() {
        return "19%d-0%d-1%d".formatted(60 + random.nextInt(20), 1 + random.nextInt(3), random.nextInt(3));
    }

    private String instant() {
        return "20%d-0%d-15T0%d:00:00Z".formatted(10 + random.nextInt(15), 1 + random.nextInt(9), random.nextInt(4));
    }

    private List<String> tags() {
        var tags = new ArrayList<String>();
        for (var i = random.nextInt(4); i > 0; i--) {
            tags.add(one(TAGS));
        }
        return tags.stream().distinct().toList();
    }

    private String words(int count) {
        return String.join(" ", random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).toList());
    }

    private void maybe(Map<String, Object> item, String name, Object value) {
        if (random.nextInt(6) > 0) {
            item.put(name, value);
        }
    }

    private void rarely(Map<String, Object> item, String name, Object value) {
        if (random.nextInt(4) == 0) {
            item.put(name, value);
        }
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

package org.reelgraph.testing;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import static org.reelgraph.testing.Trees.object;

/**
 * An invented library of any size, always the same: series with 1 to 5 seasons of 10 episodes, casts of 8 to 20, and 0
 * to 4 guests per episode, played by people who appear in many series.
 */
public final class Library {

    private static final List<String> WORDS = List.of("Harbour", "Küste", "約束", "old", "Straße", "secret", "winter",
            "\"Nobody\"", "été", "case", "雨", "between", "family", "Größe", "storm", "peace");

    private final int series;
    private final int people;

    public Library(int series) {
        this.series = series;
        this.people = Math.max(50, series * 4);
    }

    /** {@return the number of series, which are numbered from 1} */
    public int series() {
        return series;
    }

    /**
     * {@return the series with this number, in the format of the schema's SeriesInput; the number is also its rating
     * key}
     */
    public Map<String, Object> series(int number) {
        var random = new Random(number);
        return object("ratingKey", "" + number, "title", words(random, 3) + " " + number, "year",
                1950 + random.nextInt(75), "summary", words(random, 40), "rating", rating(random), "externalIds",
                object("imdb", "tt%07d".formatted(number)), "cast", cast(random, 8 + random.nextInt(13)), "seasons",
                IntStream.rangeClosed(1, 1 + random.nextInt(5)).mapToObj(season -> season(random, number, season))
                        .toList());
    }

    private Map<String, Object> season(Random random, int series, int number) {
        return object("ratingKey", series + "-" + number, "number", number, "title", "Season " + number, "episodes",
                IntStream.rangeClosed(1, 10).mapToObj(episode -> episode(random, series, number, episode)).toList());
    }

    private Map<String, Object> episode(Random random, int series, int season, int number) {
        return object("ratingKey", series + "-" + season + "-" + number, "number", number, "title",
                words(random, 4), "summary", random.nextInt(10) == 0 ? null : words(random, 25), "airedOn",
                "20%02d-%02d-%02d".formatted(season + 10, number, 1 + random.nextInt(28)), "durationSeconds",
                1200 + random.nextInt(40) * 60, "rating", rating(random), "cast", cast(random, random.nextInt(5)));
    }

    private List<Map<String, Object>> cast(Random random, int size) {
        // Squared, so that some people are in many casts, and most in few.
        return random.doubles(size).mapToInt(x -> (int) (x * x * people)).distinct()
                .mapToObj(person -> Trees.credit("Person " + person, words(random, 2), "nm%07d".formatted(person)))
                .toList();
    }

    private static double rating(Random random) {
        return random.nextInt(100) / 10.0;
    }

    private static String words(Random random, int count) {
        return String.join(" ", random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).toList());
    }
}

package org.reelgraph.catalog.search.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.storage.sql.Condition;

/**
 * The season and the episode that a query names: {@code s01e03}, {@code 1x03}, {@code s1}, {@code season 1 episode 3}.
 *
 * @param places which of its words say so
 */
public record EpisodeNumbers(Optional<Integer> season, Optional<Integer> episode, Set<Integer> places) {

    // What is typed so far of s01e03 counts as s01, and of 1x03 as season 1.
    private static final Pattern CODE = Pattern
            .compile("s(\\d{2,4}|[1-9]|0(?=e))(?:e0?|e(\\d{1,5}))?|(\\d{1,3})x(?:0?|(\\d{1,5}))");
    private static final Pattern EPISODE_CODE = Pattern.compile("(?:e|ep)(\\d{2,5}|[1-9])");
    private static final Pattern BEGUN_CODE = Pattern.compile("(?:s|e|ep)0?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final Set<String> SEASON = Set.of("season", "staffel", "saison", "temporada", "stagione", "seizoen",
            "sasong", "sesong");
    private static final Set<String> EPISODE = Set.of("episode", "ep", "folge", "episodio", "capitulo", "aflevering",
            "avsnitt");

    /** {@return what folded words name} */
    public static EpisodeNumbers of(List<String> words) {
        var named = new EpisodeNumbers(Optional.empty(), Optional.empty(), new HashSet<>());
        for (var at = 0; at < words.size(); at++) {
            named = named.and(words, at);
        }
        return named;
    }

    /** {@return whether a folded word may be the beginning of what names a season or an episode} */
    static boolean mayBecome(String word) {
        return BEGUN_CODE.matcher(word).matches()
                || Stream.of(SEASON, EPISODE).flatMap(Set::stream).anyMatch(name -> name.startsWith(word));
    }

    /** {@return whether any is named} */
    public boolean isNamed() {
        return !places.isEmpty();
    }

    /**
     * {@return whether they are an episode's}
     *
     * @param table the name by which the statement knows its row
     */
    public Condition are(String table) {
        var conditions = new ArrayList<Condition>();
        season.ifPresent(number -> conditions.add(Condition.equal(table + ".season_number", number)));
        episode.ifPresent(number -> conditions.add(Condition.equal(table + ".number", number)));
        return Condition.all(conditions);
    }

    private EpisodeNumbers and(List<String> words, int at) {
        var code = CODE.matcher(words.get(at));
        if (code.matches()) {
            return with(number(code.group(1)).or(() -> number(code.group(3))),
                    number(code.group(2)).or(() -> number(code.group(4))), at, at);
        }
        var episodeCode = EPISODE_CODE.matcher(words.get(at));
        if (episodeCode.matches()) {
            return with(Optional.empty(), number(episodeCode.group(1)), at, at);
        }
        if (at + 1 < words.size() && NUMBER.matcher(words.get(at + 1)).matches()) {
            var number = number(words.get(at + 1));
            return SEASON.contains(words.get(at))
                    ? with(number, Optional.empty(), at, at + 1)
                    : EPISODE.contains(words.get(at)) ? with(Optional.empty(), number, at, at + 1) : this;
        }
        return this;
    }

    private EpisodeNumbers with(Optional<Integer> newSeason, Optional<Integer> newEpisode, int first, int last) {
        places.add(first);
        places.add(last);
        return new EpisodeNumbers(newSeason.or(() -> season), newEpisode.or(() -> episode), places);
    }

    private static Optional<Integer> number(String digits) {
        return Optional.ofNullable(digits).map(Integer::valueOf);
    }
}

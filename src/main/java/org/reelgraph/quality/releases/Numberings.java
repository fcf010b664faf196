package org.reelgraph.quality.releases;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds seasons, episodes and days in a name. Each way to write them is bound to a word and the few that follow it. */
final class Numberings {

    private static final int LONGEST = 60;
    private static final int WIDEST_RANGE = 500;
    private static final Pattern SEASON_AND_EPISODES = Pattern
            .compile("s([0-9]{1,4})((?:[ex+&]{1,2}p?[0-9]{1,4}){1,20})(?:v([0-9]))?");
    private static final Pattern SEASON = Pattern.compile("s([0-9]{1,4})");
    private static final Pattern EPISODES = Pattern
            .compile("e(?:p|ps)?([0-9]{1,4}(?:[e+&]{1,2}p?[0-9]{1,4}){0,20})(?:v([0-9]))?");
    private static final Pattern CROSS = Pattern.compile("([0-9]{1,2})((?:x[0-9]{2,3}){1,20})");
    private static final Pattern SEASON_WORD = Pattern
            .compile("(?:seasons?|saison|staffel|temporada|stagione|seizoen|sezon)([0-9]{0,2})");
    private static final Pattern ORDINAL = Pattern.compile("([0-9]{1,2})(?:st|nd|rd|th)");
    private static final Set<String> EPISODE_WORDS = Set.of("e", "ep", "eps", "episode", "episodes", "folge");
    private static final Set<String> TO = Set.of("to", "thru");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern EPISODE = Pattern.compile("([0-9]{1,3})(?:v([0-9]))?");

    private final Name name;
    private final boolean isAnime;

    Numberings(Name name, boolean isAnime) {
        this.name = name;
        this.isAnime = isAnime;
    }

    /** {@return the numbering that begins at a word} */
    Optional<Numbering> at(int from) {
        var word = name.get(from).lower();
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return ofSeasonAndEpisodes(from, word).or(() -> ofSeason(from, word)).or(() -> ofCross(from, word))
                .or(() -> ofWords(from, word)).or(() -> ofEpisodes(from, word)).or(() -> ofDay(from))
                .or(() -> ofSeries(from, word));
    }

    private Optional<Numbering> ofSeasonAndEpisodes(int from, String word) {
        var match = SEASON_AND_EPISODES.matcher(word);
        if (!match.matches()) {
            return Optional.empty();
        }
        var season = Integer.parseInt(match.group(1));
        var episodes = numbers(match.group(2));
        var to = further(from + 1, season, episodes);
        return Optional.of(Numbering.ofEpisodes(from, to, List.of(season), episodes, version(match, 3)));
    }

    private static int version(Matcher match, int group) {
        return match.group(group) == null ? 1 : Math.max(1, Integer.parseInt(match.group(group)));
    }

    private static List<Integer> numbers(String text) {
        return new ArrayList<>(NUMBER.matcher(text).results().map(each -> Integer.parseInt(each.group())).toList());
    }

    /** {@return the word after those that continue a list of episodes, such as -E03, -03 or .E04} */
    private int further(int at, int season, List<Integer> episodes) {
        var next = at;
        while (next < name.size() && addNext(name.get(next), season, episodes)) {
            next++;
        }
        return next;
    }

    private static boolean addNext(Token token, int season, List<Integer> episodes) {
        var isDashed = token.gap().indexOf('-') >= 0 || token.gap().indexOf('~') >= 0;
        var match = SEASON_AND_EPISODES.matcher(token.lower().length() > LONGEST ? "" : token.lower());
        if (token.isJoined() && match.matches() && Integer.parseInt(match.group(1)) == season) {
            return addRange(episodes, numbers(match.group(2)));
        }
        var further = EPISODES.matcher(token.lower().length() > LONGEST ? "" : token.lower());
        if (further.matches() && (isDashed || token.isNext())) {
            return isDashed
                    ? addRange(episodes, numbers(further.group(1)))
                    : episodes.addAll(numbers(further.group(1)));
        }
        return token.isJoined() && token.isNumber(1, 3) && addRange(episodes, List.of(token.number()));
    }

    private static boolean addRange(List<Integer> episodes, List<Integer> ends) {
        var last = episodes.getLast();
        var end = ends.getLast();
        if (end <= last || end - last > WIDEST_RANGE) {
            return false;
        }
        IntStream.rangeClosed(last + 1, end).forEach(episodes::add);
        return true;
    }

    private Optional<Numbering> ofSeason(int from, String word) {
        var match = SEASON.matcher(word);
        if (!match.matches()) {
            return Optional.empty();
        }
        var seasons = new ArrayList<>(List.of(Integer.parseInt(match.group(1))));
        var next = from + 1;
        while (next < name.size() && addSeason(name.get(next), seasons)) {
            next++;
        }
        return Optional.of(withEpisodes(from, next, seasons));
    }

    private static boolean addSeason(Token token, List<Integer> seasons) {
        var match = SEASON.matcher(token.lower());
        if (match.matches() && token.gap().indexOf('-') >= 0) {
            return addRange(seasons, List.of(Integer.parseInt(match.group(1))));
        }
        return match.matches() && token.isNext()
                ? seasons.add(Integer.parseInt(match.group(1)))
                : token.isJoined() && token.isNumber(1, 2) && addRange(seasons, List.of(token.number()));
    }

    // What follows a season: E05, Episode 5, or with anime " - 05".
    private Numbering withEpisodes(int from, int at, List<Integer> seasons) {
        if (at < name.size() && seasons.size() == 1) {
            var token = name.get(at);
            var match = EPISODES.matcher(token.lower().length() > LONGEST ? "" : token.lower());
            if (match.matches()) {
                var episodes = numbers(match.group(1));
                return Numbering.ofEpisodes(from, further(at + 1, seasons.getFirst(), episodes), seasons, episodes,
                        version(match, 2));
            }
            var isNamed = EPISODE_WORDS.contains(token.lower()) && at + 1 < name.size();
            var number = EPISODE.matcher((isNamed ? name.get(at + 1) : token).lower());
            if ((isNamed || isAnime && token.isSetOff()) && number.matches()) {
                var episodes = new ArrayList<>(List.of(Integer.parseInt(number.group(1))));
                return Numbering.ofEpisodes(from, further(isNamed ? at + 2 : at + 1, seasons.getFirst(), episodes),
                        seasons, episodes, version(number, 2));
            }
        }
        return Numbering.ofSeasons(from, at, seasons);
    }

    private Optional<Numbering> ofCross(int from, String word) {
        var match = CROSS.matcher(word);
        if (!match.matches()) {
            return Optional.empty();
        }
        var season = Integer.parseInt(match.group(1));
        var episodes = numbers(match.group(2));
        var next = from + 1;
        while (next < name.size() && addCross(name.get(next), season, episodes)) {
            next++;
        }
        return Optional.of(Numbering.ofEpisodes(from, next, List.of(season), episodes, 1));
    }

    private static boolean addCross(Token token, int season, List<Integer> episodes) {
        var match = CROSS.matcher(token.lower());
        return token.isJoined() && (match.matches() && Integer.parseInt(match.group(1)) == season
                ? addRange(episodes, numbers(match.group(2)))
                : token.isNumber(2, 3) && addRange(episodes, List.of(token.number())));
    }

    private Optional<Numbering> ofWords(int from, String word) {
        var ordinal = ORDINAL.matcher(word);
        if (ordinal.matches() && name.at(from + 1).filter(next -> next.lower().equals("season")).isPresent()) {
            return Optional.of(withEpisodes(from, from + 2, List.of(Integer.parseInt(ordinal.group(1)))));
        }
        var match = SEASON_WORD.matcher(word);
        if (!match.matches()) {
            return Optional.empty();
        }
        var isGlued = !match.group(1).isEmpty();
        if (!isGlued && name.at(from + 1).filter(next -> next.isNumber(1, 2)).isEmpty()) {
            return Optional.empty();
        }
        var seasons = new ArrayList<>(
                List.of(isGlued ? Integer.parseInt(match.group(1)) : name.get(from + 1).number()));
        var next = isGlued ? from + 1 : from + 2;
        if (next + 1 < name.size() && TO.contains(name.get(next).lower()) && name.get(next + 1).isNumber(1, 2)) {
            addRange(seasons, List.of(name.get(next + 1).number()));
            next += 2;
        } else if (next < name.size() && name.get(next).isJoined() && name.get(next).isNumber(1, 2)) {
            next += addRange(seasons, List.of(name.get(next).number())) ? 1 : 0;
        }
        return Optional.of(withEpisodes(from, next, seasons));
    }

    private Optional<Numbering> ofEpisodes(int from, String word) {
        var match = EPISODES.matcher(word);
        if (match.matches() && match.group(1).length() > 1) {
            var episodes = numbers(match.group(1));
            return Optional.of(Numbering.ofEpisodes(from, further(from + 1, -1, episodes), List.of(), episodes,
                    version(match, 2)));
        }
        if ((word.equals("ep") || word.equals("folge"))
                && name.at(from + 1).filter(next -> next.isNumber(1, 4)).isPresent()) {
            var episodes = new ArrayList<>(List.of(name.get(from + 1).number()));
            return Optional.of(Numbering.ofEpisodes(from, further(from + 2, -1, episodes), List.of(), episodes, 1));
        }
        return Optional.empty();
    }

    private Optional<Numbering> ofDay(int from) {
        if (from + 2 >= name.size() || name.get(from + 1).gap().length() != 1
                || !name.get(from + 2).gap().equals(name.get(from + 1).gap())) {
            return Optional.empty();
        }
        var first = name.get(from);
        var second = name.get(from + 1);
        var third = name.get(from + 2);
        if (!second.isNumber(2, 2)) {
            return Optional.empty();
        }
        if (first.isNumber(4, 4) && third.isNumber(2, 2)) {
            return day(from, first.number(), second.number(), third.number());
        }
        return first.isNumber(2, 2) && third.isNumber(4, 4)
                ? day(from, third.number(), second.number(), first.number())
                : Optional.empty();
    }

    private static Optional<Numbering> day(int from, int year, int month, int day) {
        if (year < 1950 || year > 2099) {
            return Optional.empty();
        }
        try {
            return Optional.of(Numbering.ofDay(from, from + 3, LocalDate.of(year, month, day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Numbering> ofSeries(int from, String word) {
        var at = word.equals("the") ? from + 1 : from;
        var isSeries = name.at(at).filter(next -> next.lower().equals("complete")).isPresent()
                && name.at(at + 1).filter(next -> next.lower().equals("series")).isPresent();
        return isSeries || word.equals("integrale")
                ? Optional.of(Numbering.ofSeasons(from, isSeries ? at + 2 : from + 1, List.of()))
                : Optional.empty();
    }
}

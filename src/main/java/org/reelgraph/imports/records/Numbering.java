package org.reelgraph.imports.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice.Code;

/**
 * Sorts out seasons and episodes with missing or duplicate numbers, so that one of them doesn't prevent the import of
 * the rest. An instance handles one object: a series or a season.
 */
final class Numbering {

    private static final Pattern NUMBER_IN_TITLE = Pattern.compile("(?:^|\\s)(\\d{1,6})$");

    private final InputObject in;
    private final String seasonNumber;
    private final String episodeNumber;

    /**
     * @param seasonNumber  the format's name for a season's number
     * @param episodeNumber the format's name for an episode's number
     */
    Numbering(InputObject in, String seasonNumber, String episodeNumber) {
        this.in = in;
        this.seasonNumber = seasonNumber;
        this.episodeNumber = episodeNumber;
    }

    /** A record with its path, for notices. */
    private record Placed<T>(T record, InputPath place) {
    }

    /** {@return the seasons by number; seasons with the same number are merged} */
    Field<List<SeasonRecord>> seasons(Field<List<SeasonRecord>> given) {
        return given.map(seasons -> {
            var byNumber = new LinkedHashMap<Integer, List<Placed<SeasonRecord>>>();
            for (var i = 0; i < seasons.size(); i++) {
                var place = in.place("seasons", String.valueOf(i));
                numbered(seasons.get(i), place).ifPresent(season -> byNumber
                        .computeIfAbsent(season.number(), any -> new ArrayList<>(1)).add(new Placed<>(season, place)));
            }
            return byNumber.values().stream().map(this::asOne).toList();
        });
    }

    private SeasonRecord asOne(List<Placed<SeasonRecord>> seasons) {
        var one = seasons.getFirst().record();
        if (seasons.size() == 1) {
            return one;
        }
        for (var other : seasons.subList(1, seasons.size())) {
            in.validation().unusable(Code.NUMBER_TAKEN, UserErrorCode.DUPLICATE,
                    "There are two seasons with the number " + one.number()
                            + (in.validation().isLenient() ? "; they are merged." : "."),
                    other.place().below(seasonNumber), one.number());
            one = one.orElse(other.record());
        }
        var episodes = seasons.stream().flatMap(season -> placed(season.record().episodeList(), season.place()))
                .toList();
        return seasons.stream().noneMatch(season -> season.record().episodes().given())
                ? one
                : one.withEpisodes(Field.of(episodes(episodes)));
    }

    private static Stream<Placed<EpisodeRecord>> placed(List<EpisodeRecord> episodes, InputPath season) {
        return IntStream.range(0, episodes.size())
                .mapToObj(i -> new Placed<>(episodes.get(i), season.below("episodes").below(i)));
    }

    // A season without a number gets the one that its episodes name, or that its title ends with.
    private Optional<SeasonRecord> numbered(SeasonRecord season, InputPath place) {
        if (season.number() >= 0) {
            return Optional.of(season);
        }
        var named = season.episodeList().stream().map(episode -> episode.seasonNumber().value())
                .filter(Objects::nonNull).distinct().toList();
        var number = named.size() == 1 ? Optional.of(named.getFirst()) : inTitle(season);
        // Sources list "all episodes" as if it were a season, with a blank key.
        var isListOfAll = season.ratingKey().given() && season.ratingKey().value() == null
                && season.episodeList().isEmpty();
        if (number.isEmpty() && in.validation().isLenient() && !isListOfAll) {
            var episodes = season.episodeList().size();
            in.validation().notice(Code.LEFT_OUT, "The season has no number, and nothing reveals it"
                    + (episodes == 0 ? "." : "; its episodes are left out, too: " + episodes + "."), place,
                    season.title().value());
        }
        return number.map(season::withNumber);
    }

    private static Optional<Integer> inTitle(SeasonRecord season) {
        return Optional.ofNullable(season.title().value()).map(NUMBER_IN_TITLE::matcher)
                .filter(Matcher::find).map(found -> Integer.valueOf(found.group(1)));
    }

    /** {@return the episodes; if two have the same number, the one with more details keeps it} */
    Field<List<EpisodeRecord>> episodes(Field<List<EpisodeRecord>> given) {
        return given.map(episodes -> episodes(placed(episodes, in.place()).toList()));
    }

    private List<EpisodeRecord> episodes(List<Placed<EpisodeRecord>> episodes) {
        var holders = new HashMap<Integer, Placed<EpisodeRecord>>();
        episodes.stream().filter(each -> each.record().number() != null).forEach(each -> holders.merge(
                each.record().number(), each,
                (one, other) -> other.record().known() > one.record().known() ? other : one));
        return episodes.stream().flatMap(each -> {
            var holder = holders.getOrDefault(each.record().number(), each);
            return (holder == each ? recognisable(each.record(), each.place()) : withoutNumber(each, holder.record()))
                    .stream();
        }).toList();
    }

    private Optional<EpisodeRecord> withoutNumber(Placed<EpisodeRecord> placed, EpisodeRecord holder) {
        var episode = placed.record();
        var again = episode.equals(holder) || episode.ratingKey().value() != null
                && episode.ratingKey().value().equals(holder.ratingKey().value());
        in.validation().unusable(again ? Code.LEFT_OUT : Code.NUMBER_TAKEN, UserErrorCode.DUPLICATE,
                !in.validation().isLenient()
                        ? "There are two episodes with the number " + episode.number() + "."
                        : again
                                ? "The episode is listed twice."
                                : "Another episode has this number and is better described; this one is kept"
                                        + " without a number.",
                placed.place().below(episodeNumber), episode.number());
        return again ? Optional.empty() : recognisable(episode.withoutNumber(), placed.place());
    }

    private Optional<EpisodeRecord> recognisable(EpisodeRecord episode, InputPath place) {
        if (episode.isRecognisable()) {
            return Optional.of(episode);
        }
        if (in.validation().isLenient()) {
            in.validation().notice(Code.LEFT_OUT,
                    "An episode without a number, key, id, day and title can't be recognised"
                            + " at the next import.",
                    place, null);
        }
        return Optional.empty();
    }
}

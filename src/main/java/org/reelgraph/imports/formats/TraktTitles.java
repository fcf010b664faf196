package org.reelgraph.imports.formats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.formats.trees.TraktTrees;
import org.reelgraph.imports.formats.trees.TraktTrees.Plays;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.imports.records.Viewing.Place;

/**
 * Collects the titles in Trakt's lists. A history names a title each time that it was played, and a series with each of
 * its episodes. So each title becomes a record once all lists are read.
 */
final class TraktTitles {

    private static final String SEASON = "season";
    private static final String SEASONS = "seasons";
    private static final String EPISODES = "episodes";
    private static final String NUMBER = "number";
    private static final String WATCHED_AT = "watched_at";
    private static final Map<String, String> OTHERS = Map.of("rated_at", "rated", "listed_at", "listed", "collected_at",
            "collected", "last_collected_at", "collected");

    private final Reading reading;
    private final RecordStream stream;
    private final TraktTrees trees;
    private final Instant now = Instant.now();
    private final Map<String, Title> titles = new LinkedHashMap<>();

    /** A title as its first entry has it, with the seasons and viewings of all. */
    private record Title(MediaKind kind, Origin origin, Map<String, Object> members,
            Map<String, Map<String, Object>> episodes, TraktViewings viewings, Set<String> others) {
    }

    TraktTitles(Reading reading, RecordStream stream) {
        this.reading = reading;
        this.stream = stream;
        this.trees = new TraktTrees(MediaKind.MOVIE);
    }

    /** Reads one list. */
    void read(SourceFile file) {
        stream.array(file, trees, this::entry);
    }

    private Optional<SourceRecord> entry(Origin origin, InputObject in) {
        if (in.peek("movie") instanceof Map<?, ?> movie) {
            var title = title(MediaKind.MOVIE, origin, movie);
            addViewing(title, in, Optional.empty(), true);
            title.viewings().add(Optional.empty(), Plays.of(in));
        } else if (in.peek("show") instanceof Map<?, ?> show) {
            var title = title(MediaKind.SERIES, origin, show);
            if (reading.parts()) {
                addEpisodes(title, in);
            }
        } else if (in.peek("person") instanceof Map<?, ?>) {
            return Optional.of(SourceRecord.skipped(origin, "People by themselves have no place in the library."));
        } else {
            return Optional.of(SourceRecord.unread(origin, new SourceException(UserErrorCode.INVALID,
                    "It names neither a movie nor a show.")));
        }
        return Optional.empty();
    }

    private Title title(MediaKind kind, Origin origin, Map<?, ?> members) {
        var key = kind + " " + key(members);
        return titles.computeIfAbsent(key, any -> new Title(kind, origin, copy(members), new LinkedHashMap<>(),
                new TraktViewings(key, now), new TreeSet<>()));
    }

    // An entry of a history.
    private static void addViewing(Title title, InputObject in, Optional<Place> place, boolean isKnown) {
        OTHERS.forEach((member, meaning) -> {
            if (in.has(member)) {
                title.others().add(meaning);
            }
        });
        if (in.has(WATCHED_AT)) {
            title.viewings().add(place, Optional.ofNullable(in.instant(WATCHED_AT).value()).filter(at -> isKnown));
        }
    }

    // Trakt's own number, or whatever else identifies the title.
    private static String key(Map<?, ?> members) {
        var id = members.get("ids") instanceof Map<?, ?> ids ? ids.get("trakt") : null;
        return id == null ? members.get("ids") + " " + members.get("title") + " " + members.get("year") : id.toString();
    }

    private static Map<String, Object> copy(Map<?, ?> members) {
        var copy = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> copy.put(name.toString(),
                value instanceof Map<?, ?> object ? copy(object) : value));
        return copy;
    }

    private void addEpisodes(Title title, InputObject in) {
        var place = Optional.<Place>empty();
        if (in.peek("episode") instanceof Map<?, ?> episode) {
            seasonOf(title, episode.get(SEASON)).putIfAbsent(String.valueOf(episode.get(NUMBER)), copy(episode));
            place = episode.get(SEASON) instanceof Integer season && episode.get(NUMBER) instanceof Integer number
                    ? Optional.of(new Place(season, number))
                    : place;
        } else if (in.peek(SEASON) instanceof Map<?, ?> season) {
            seasonOf(title, season.get(NUMBER));
        }
        addViewing(title, in, place, place.isPresent());
        // They are read before the rest.
        if (in.peek(SEASONS) instanceof List<?> seasons) {
            seasons.stream().filter(SeasonRecord.class::isInstance).map(SeasonRecord.class::cast)
                    .forEach(season -> addSeason(title, season));
        } else {
            title.viewings().add(Optional.empty(), new Plays(Plays.of(in).count(), null));
        }
        trees.forget();
    }

    private void addSeason(Title title, SeasonRecord season) {
        var episodes = seasonOf(title, season.number());
        for (var episode : season.episodeList()) {
            episodes.putIfAbsent(String.valueOf(episode.number()), episode);
            if (episode.number() != null) {
                title.viewings().add(Optional.of(new Place(season.number(), episode.number())), trees.plays(episode));
            }
        }
    }

    private static Map<String, Object> seasonOf(Title title, @Nullable Object number) {
        return title.episodes().computeIfAbsent(String.valueOf(number), any -> new LinkedHashMap<>());
    }

    /** Passes on all titles. */
    void end() {
        titles.values().forEach(title -> {
            var members = title.members();
            if (!title.episodes().isEmpty()) {
                members.put(SEASONS, title.episodes().entrySet().stream().map(season -> new LinkedHashMap<>(
                        Map.of(NUMBER, season.getKey(), EPISODES, new ArrayList<>(season.getValue().values()))))
                        .toList());
            }
            var in = new InputObject(members, InputPath.START, new Validation(reading.policy()));
            var media = new TraktTrees(title.kind()).media(title.origin(), in);
            stream.add(SourceRecord.of(media, in, notices(title)).with(title.viewings().known()));
        });
    }

    private static Notice[] notices(Title title) {
        var unknown = title.viewings().unknown();
        var impossible = title.viewings().impossible();
        return Stream.of(
                impossible == 0
                        ? ""
                        : "The number of viewings dated to 1970, which is how Trakt writes an unknown time, or to the future: "
                                + impossible + ". They don't count.",
                unknown == 0
                        ? ""
                        : "The times of " + unknown + " viewings, or what was watched, aren't told; they don't count.",
                title.others().isEmpty()
                        ? ""
                        : "When it was " + String.join(", ", title.others()) + " has no place in the library.")
                .filter(message -> !message.isEmpty())
                .map(message -> Notice.of(SourceNotices.VIEWING_LEFT_OUT, message)).toArray(Notice[]::new);
    }
}

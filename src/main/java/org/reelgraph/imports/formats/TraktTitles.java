package org.reelgraph.imports.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.formats.trees.TraktTrees;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.Validation;

/**
 * Collects the titles in Trakt's lists. A history names a title each time that it was played, and a series with each of
 * its episodes. So each title becomes a record once all lists are read.
 */
final class TraktTitles {

    private static final String SEASONS = "seasons";
    private static final String EPISODES = "episodes";
    private static final String NUMBER = "number";

    private final Reading reading;
    private final RecordStream stream;
    private final TraktTrees trees;
    private final Map<String, Title> titles = new LinkedHashMap<>();

    /** A title as its first entry has it, with the seasons of all. */
    private record Title(MediaKind kind, Origin origin, Map<String, Object> members,
            Map<String, Map<String, Object>> episodes) {
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
            title(MediaKind.MOVIE, origin, movie);
        } else if (in.peek("show") instanceof Map<?, ?> show) {
            var title = title(MediaKind.SERIES, origin, show);
            if (reading.parts()) {
                addEpisodes(title, in);
            }
        } else {
            return Optional.of(SourceRecord.unread(origin, new SourceException(UserErrorCode.INVALID,
                    "It names neither a movie nor a show; people and users have no place in the library.")));
        }
        return Optional.empty();
    }

    private Title title(MediaKind kind, Origin origin, Map<?, ?> members) {
        return titles.computeIfAbsent(kind + " " + key(members),
                any -> new Title(kind, origin, copy(members), new LinkedHashMap<>()));
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

    private static void addEpisodes(Title title, InputObject in) {
        if (in.peek("episode") instanceof Map<?, ?> episode) {
            seasonOf(title, episode.get("season")).putIfAbsent(String.valueOf(episode.get(NUMBER)), copy(episode));
        } else if (in.peek("season") instanceof Map<?, ?> season) {
            seasonOf(title, season.get(NUMBER));
        }
        // They are read before the rest.
        if (in.peek(SEASONS) instanceof List<?> seasons) {
            for (var each : seasons) {
                if (each instanceof SeasonRecord season) {
                    var episodes = seasonOf(title, season.number());
                    season.episodeList().forEach(
                            episode -> episodes.putIfAbsent(String.valueOf(episode.number()), episode));
                }
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
            stream.add(SourceRecord.of(media, in, Notice.of(SourceNotices.VIEWING_LEFT_OUT,
                    "Only the title is taken. What was watched, rated and listed has no place in the library.")));
        });
    }
}

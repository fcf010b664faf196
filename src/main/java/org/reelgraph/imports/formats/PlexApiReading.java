package org.reelgraph.imports.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.trees.PlexApiTrees;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Origin;

/**
 * Reads one folder of responses of Plex Media Server's API. Every response becomes records, parts of a record, or an
 * error that says why it was not used.
 */
final class PlexApiReading {

    private static final Set<String> OF_MEDIA = Set.of("movie", "show");
    private static final String SEASON = "season";
    private static final String EPISODE = "episode";
    // Reelgraph has no items of these types.
    private static final Set<String> PASSED_OVER = Set.of("artist", "album", "track", "photo", "photoalbum", "clip",
            "collection", "playlist");

    private final ImportSource source;
    private final PlexApiTrees trees;
    private final RecordStream stream;
    private final Set<String> media = new LinkedHashSet<>();
    private final Set<String> lists = new HashSet<>();
    // The files with seasons or episodes of a show.
    private final Map<String, Set<String>> parts = new HashMap<>();
    private final Set<String> unclaimed = new LinkedHashSet<>();
    private final Set<String> told = new HashSet<>();
    private boolean any;

    PlexApiReading(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        this.source = source;
        this.trees = new PlexApiTrees(reading);
        this.stream = new RecordStream(record -> {
            any = true;
            records.accept(record);
        }, reading);
    }

    void read() {
        stream.each(source, this::sort);
        media.forEach(name -> stream.one(source, name,
                file -> stream.array(file, PlexAnswer.ITEMS, trees, this::medium)));
        unclaimed.forEach(name -> refuse(name,
                "No response describes the show that this belongs to: /library/metadata with its rating key."));
        if (!any) {
            refuse(".", "The responses contain no movie and no show; these come from /library/metadata.");
        }
    }

    private void sort(SourceFile file) {
        try {
            var answer = PlexAnswer.of(file);
            if (answer.isList()) {
                lists.add(file.name());
            }
            if (answer.items().isEmpty()) {
                refuse(file.name(), "The response lists nothing.");
            }
            answer.items().stream().map(item -> sort(file.name(), answer, item)).flatMap(Optional::stream).distinct()
                    .forEach(why -> refuse(file.name(), why));
        } catch (IOException e) {
            stream.add(RecordStream.unread(Origin.ofFile(file.name()), file, e));
        }
    }

    // Empty, or why it isn't read.
    private Optional<String> sort(String file, PlexAnswer answer, PlexAnswer.Item item) {
        switch (item.type()) {
            case "movie", "show" -> {
                if (answer.isList()) {
                    return Optional.of("Lists hold only some of the people and genres of movies and shows. Their"
                            + " metadata come from /library/metadata.");
                }
                media.add(file);
            }
            case SEASON -> addPart(item.parent(), file);
            case EPISODE -> addPart(item.grandparent(), file);
            default -> {
                return PASSED_OVER.contains(item.type()) || item.key().isEmpty()
                        ? Optional.empty()
                        : Optional.of("Items of the type '" + item.type() + "' can't be imported.");
            }
        }
        return Optional.empty();
    }

    private void addPart(String show, String file) {
        parts.computeIfAbsent(show, any -> new LinkedHashSet<>()).add(file);
        unclaimed.add(file);
    }

    private void refuse(String file, String why) {
        stream.add(SourceRecord.unread(Origin.ofFile(file), new SourceException(SourceErrors.UNREADABLE, why)));
    }

    private Optional<SourceRecord> medium(Origin origin, InputObject in) {
        var key = trees.keyOf(in);
        if (!OF_MEDIA.contains(trees.typeOf(in)) || !key.isEmpty() && !told.add(key)) {
            return Optional.empty();
        }
        trees.completeLists(in);
        var seasons = seasons(key, in);
        if (!seasons.isEmpty()) {
            in.leave("seasons", seasons);
        }
        return Optional.of(SourceRecord.of(trees.media(origin, in), in));
    }

    private List<SeasonRecord> seasons(String show, InputObject in) {
        var seasons = new LinkedHashMap<String, InputObject>();
        var episodes = new LinkedHashMap<Object, InputObject>();
        for (var file : parts.getOrDefault(show, Set.of())) {
            unclaimed.remove(file);
            addParts(file, show, in, seasons, episodes);
        }
        var bySeason = new LinkedHashMap<String, List<InputObject>>();
        seasons.keySet().forEach(key -> bySeason.put(key, new ArrayList<>()));
        episodes.values().forEach(
                episode -> bySeason.computeIfAbsent(trees.parentOf(episode), any -> new ArrayList<>()).add(episode));
        var records = new ArrayList<SeasonRecord>();
        bySeason.forEach((key, inSeason) -> records.add(season(
                seasons.getOrDefault(key, new InputObject(new LinkedHashMap<>(),
                        in.place("seasons", String.valueOf(records.size())), in.validation())),
                inSeason)));
        return records;
    }

    private void addParts(String file, String show, InputObject in, Map<String, InputObject> seasons,
            Map<Object, InputObject> episodes) {
        try {
            for (var part : RecordStream.objects(source.file(file), PlexAnswer.ITEMS, trees, in.validation(),
                    in.place("seasons"))) {
                if (trees.typeOf(part).equals(SEASON) && trees.parentOf(part).equals(show)) {
                    seasons.putIfAbsent(trees.keyOf(part), part);
                } else if (trees.typeOf(part).equals(EPISODE) && trees.grandparentOf(part).equals(show)) {
                    addEpisode(part, lists.contains(file), episodes);
                }
            }
        } catch (SourceException e) {
            in.error(e.code(), e.getMessage(), "seasons");
        }
    }

    // Its own metadata count more than a list, wherever they come.
    private void addEpisode(InputObject episode, boolean isListed, Map<Object, InputObject> episodes) {
        var key = trees.keyOf(episode).isEmpty() ? episode : trees.keyOf(episode);
        if (isListed) {
            trees.dropLists(episode);
            episodes.putIfAbsent(key, episode);
        } else {
            trees.completeLists(episode);
            episodes.put(key, episode);
        }
    }

    // If no list has the season, its episodes say which one it is.
    private SeasonRecord season(InputObject season, List<InputObject> episodes) {
        if (!season.has(PlexAnswer.KEY)) {
            trees.describeSeason(season, episodes.getFirst());
        }
        if (!episodes.isEmpty()) {
            season.leave("episodes", episodes.stream().map(trees::episode).toList());
        }
        return trees.season(season);
    }
}

package org.reelgraph.imports.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.formats.trees.TautulliApiTrees;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;

/**
 * Reads one folder of Tautulli API responses. Every response becomes a record, a part of a record, or an error that
 * says why it was not used.
 */
final class ApiReading {

    private static final List<String> ITEM = List.of("response", "data");
    private static final List<String> ROWS = List.of("response", "data", "data");
    private static final List<String> CHILDREN = List.of("response", "data", "children_list");

    private final ImportSource source;
    private final TautulliApiTrees trees;
    private final Reading reading;
    private final RecordStream stream;
    private final List<String> lists = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, List<Part>> parts = new HashMap<>();
    private final Map<String, Set<String>> seasonsOfShows = new HashMap<>();
    private final Set<Part> unclaimed = new LinkedHashSet<>();
    private final Set<String> told = new HashSet<>();
    private boolean any;

    // A file with seasons or episodes: a list of them, or the metadata of a single one.
    private record Part(String file, List<String> path) {
    }

    ApiReading(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        this.source = source;
        this.trees = new TautulliApiTrees(reading);
        this.reading = reading;
        this.stream = new RecordStream(record -> {
            any = true;
            records.accept(record);
        }, reading);
    }

    void read() {
        stream.each(source, this::sort);
        lists.forEach(list -> stream.one(source, list, file -> stream.array(file, ROWS, trees, this::ofList)));
        metadata.forEach((key, name) -> {
            if (told.add(key)) {
                of(name, null).ifPresent(stream::add);
            }
        });
        unclaimed.forEach(part -> refuse(part.file(), "No response describes the show that this belongs to: a row of"
                + " get_library_media_info, or get_metadata."));
        if (!any) {
            refuse(".", "The responses contain no movie and no show; these come from get_library_media_info and"
                    + " get_metadata.");
        }
    }

    private void sort(SourceFile file) {
        var name = file.name();
        try {
            var answer = ApiAnswer.of(file);
            switch (answer.kind()) {
                case LIST -> lists.add(name);
                case CHILDREN -> sortPart(answer, new Part(name, CHILDREN));
                case METADATA -> {
                    if (ApiAnswer.isOfMedia(answer.type())) {
                        metadata.putIfAbsent(answer.key().isEmpty() ? name : answer.key(), name);
                    } else {
                        sortPart(answer, new Part(name, ITEM));
                    }
                }
                case ERROR -> refuse(name, answer.message().isBlank()
                        ? "Tautulli returned an error without a message."
                        : "Tautulli returned an error: " + answer.message().strip().replaceFirst("[.]$", "") + ".");
                case EMPTY -> refuse(name, "The response is empty: Tautulli may not have reached Plex.");
                case OTHER -> refuse(name, "This response doesn't describe what is in a library, unlike those of"
                        + " get_library_media_info, get_metadata and get_children_metadata.");
                case LIBRARIES, NO_CHILDREN -> {
                }
            }
        } catch (IOException e) {
            stream.add(RecordStream.unread(Origin.ofFile(name), file, e));
        }
    }

    private void sortPart(ApiAnswer answer, Part part) {
        if (!ApiAnswer.isPassedOver(answer.type())) {
            unclaimed.add(part);
            var alike = parts.computeIfAbsent(answer.parent(), key -> new ArrayList<>(1));
            // Metadata has more details than a list.
            alike.add(part.path().equals(ITEM) ? 0 : alike.size(), part);
            if (!answer.parent().isEmpty()) {
                seasonsOfShows.computeIfAbsent(answer.grandparent(), key -> new LinkedHashSet<>()).add(answer.parent());
            }
        }
    }

    private void refuse(String file, String why) {
        stream.add(SourceRecord.unread(Origin.ofFile(file), new SourceException(SourceErrors.UNREADABLE, why)));
    }

    // Lists may overlap; sections of music and photos are ignored.
    private Optional<SourceRecord> ofList(Origin origin, InputObject row) {
        var type = trees.typeOf(row);
        if (!ApiAnswer.isOfMedia(type)) {
            return ApiAnswer.isPassedOver(type)
                    ? Optional.empty()
                    : Optional.of(SourceRecord.unread(origin, new SourceException(UserErrorCode.INVALID,
                            "The media_type of a row must be 'movie' or 'show'"
                                    + (type.isEmpty() ? "." : ", not '" + type + "'."))));
        }
        row.drop((name, value) -> value == null); // a row contains null for unknown values
        var key = trees.keyOf(row);
        if (!key.isEmpty() && !told.add(key)) {
            return Optional.empty();
        }
        var described = metadata.containsKey(key) ? of(metadata.get(key), row) : Optional.<SourceRecord>empty();
        return described.or(() -> Optional.of(record(origin, row, Notice.of(SourceNotices.DETAILS_MISSING,
                "There is no response with its metadata, so only the list was used."))));
    }

    private Optional<SourceRecord> of(String name, @Nullable InputObject row) {
        var records = new ArrayList<SourceRecord>(1);
        var alone = new RecordStream(records::add, reading);
        alone.one(source, name, file -> alone.object(file, ITEM, trees, (origin, in) -> {
            if (row != null) {
                in.complete(row);
            }
            return Optional.of(record(origin, in));
        }));
        return records.stream().findFirst();
    }

    private SourceRecord record(Origin origin, InputObject in, Notice... notices) {
        var key = trees.keyOf(in);
        var seasons = new ArrayList<SeasonRecord>();
        var unlisted = new LinkedHashSet<String>(key.isEmpty() ? Set.of() : seasonsOfShows.getOrDefault(key, Set.of()));
        for (var season : partsOf(key, in, "seasons")) {
            unlisted.remove(trees.keyOf(season));
            if (!trees.isListOfAll(season)) {
                seasons.add(season(season, partsOf(trees.keyOf(season), season, "episodes")));
            }
        }
        unlisted.forEach(season -> seasons.add(unlisted(season, new InputObject(
                new LinkedHashMap<>(), in.place("seasons", String.valueOf(seasons.size())), in.validation()))));
        if (!seasons.isEmpty()) {
            in.leave("seasons", seasons);
        }
        return SourceRecord.of(trees.media(origin, in), in, notices);
    }

    // There is no list of the show's seasons, or the list lacks this one. Its episodes say which season it is.
    private SeasonRecord unlisted(String key, InputObject season) {
        var episodes = partsOf(key, season, "episodes");
        episodes.stream().findFirst().ifPresent(episode -> trees.describeSeason(season, episode));
        return season(season, episodes);
    }

    private SeasonRecord season(InputObject in, Collection<InputObject> episodes) {
        if (!episodes.isEmpty()) {
            in.leave("episodes", episodes.stream().map(trees::episode).toList());
        }
        return trees.season(in);
    }

    private Collection<InputObject> partsOf(String key, InputObject parent, String list) {
        var found = new LinkedHashMap<Object, InputObject>();
        for (var part : key.isEmpty() ? List.<Part>of() : parts.getOrDefault(key, List.of())) {
            unclaimed.remove(part);
            try {
                for (var each : RecordStream.objects(source.file(part.file()), part.path(), trees,
                        parent.validation(), parent.place(list))) {
                    var before = found.putIfAbsent(trees.keyOf(each).isEmpty() ? each : trees.keyOf(each), each);
                    if (before != null) {
                        before.drop((name, value) -> "".equals(value));
                        before.complete(each);
                    }
                }
            } catch (SourceException e) {
                parent.error(e.code(), e.getMessage(), list);
            }
        }
        return found.values();
    }
}

package org.reelgraph.imports.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.CsvFile.Row;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.InputTrees;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.Validation;

/** Makes records of rows. A series is one together with the rows of its seasons and episodes, which follow it. */
final class CsvTrees {

    private static final String KIND = "kind";
    private static final String SEASON = "season";
    private static final String EPISODE = "episode";
    private static final String SEASONS = "seasons";
    private static final String EPISODES = "episodes";
    private static final Set<String> PARTS = Set.of("SEASON", "EPISODE");
    private static final Set<String> IDS = Set.of("imdb", "tmdb", "tvdb", "plex", "musicbrainz", "isbn");
    private static final Set<String> LISTS = Set.of("genres", "collections", "countries", "labels");

    private final SourceFile file;
    private final Reading reading;
    private final RecordStream stream;
    private Optional<Map<String, Object>> series = Optional.empty();
    private final Map<String, Map<String, Object>> seasons = new LinkedHashMap<>();
    private int lineOfSeries;

    CsvTrees(SourceFile file, Reading reading, RecordStream stream) {
        this.file = file;
        this.reading = reading;
        this.stream = stream;
    }

    /** Takes the next row. */
    void add(Row row) throws SourceException {
        file.verifyUnchanged();
        if (row.values().isEmpty()) {
            return;
        }
        var kind = row.values().getOrDefault(KIND, "MOVIE").strip().toUpperCase(Locale.ROOT);
        if (PARTS.contains(kind)) {
            addPart(row, kind);
            return;
        }
        end();
        var of = Stream.of(MediaKind.values()).filter(each -> each.name().equals(kind)).findFirst();
        if (of.isEmpty()) {
            refuse(row, "The kind must be one of " + MediaKind.NAMES + ", SEASON and EPISODE, not '" + kind + "'.");
        } else if (of.get() == MediaKind.SERIES) {
            series = Optional.of(members(row));
            lineOfSeries = row.line();
        } else {
            record(of.get(), row.line(), members(row));
        }
    }

    private void refuse(Row row, String message) {
        stream.add(SourceRecord.unread(Origin.ofLine(file.name(), row.line()),
                new SourceException(UserErrorCode.INVALID, message)));
    }

    private void addPart(Row row, String kind) {
        if (series.isEmpty()) {
            refuse(row,
                    (kind.equals("EPISODE") ? "An episode" : "A season") + " has to come after the row of its series.");
            return;
        }
        if (!reading.parts()) {
            return;
        }
        var members = members(row);
        var number = String.valueOf(members.remove(SEASON));
        var season = seasons.computeIfAbsent(number, any -> new LinkedHashMap<>(Map.of("number", number)));
        if (kind.equals("SEASON")) {
            members.remove(EPISODE);
            season.putAll(members);
            return;
        }
        rename(members, EPISODE, "number");
        rename(members, "releasedOn", "airedOn");
        episodesOf(season).add(members);
    }

    @SuppressWarnings("unchecked") // only this method puts them
    private static List<Map<String, Object>> episodesOf(Map<String, Object> season) {
        return (List<Map<String, Object>>) season.computeIfAbsent(EPISODES,
                any -> new ArrayList<Map<String, Object>>());
    }

    private static void rename(Map<String, Object> members, String before, String after) {
        if (members.containsKey(before)) {
            members.put(after, members.remove(before));
        }
    }

    // As a line of JSON would have them.
    private static Map<String, Object> members(Row row) {
        var members = new LinkedHashMap<String, Object>();
        var ids = new LinkedHashMap<String, Object>();
        row.values().forEach((name, value) -> {
            if (IDS.contains(name)) {
                ids.put(name, value);
            } else if (LISTS.contains(name)) {
                members.put(name, Stream.of(value.split(";")).filter(word -> !word.isBlank()).toList());
            } else if (!name.equals(KIND)) {
                members.put(name, value);
            }
        });
        if (!ids.isEmpty()) {
            members.put("externalIds", ids);
        }
        return members;
    }

    /** Takes it that no more of a series follows. */
    void end() {
        series.ifPresent(members -> {
            if (!seasons.isEmpty()) {
                members.put(SEASONS, new ArrayList<>(seasons.values()));
            }
            record(MediaKind.SERIES, lineOfSeries, members);
        });
        series = Optional.empty();
        seasons.clear();
    }

    private void record(MediaKind kind, int line, Map<String, Object> members) {
        var unknown = new LinkedHashSet<String>();
        var in = new InputObject(members, InputPath.START, new Validation(reading.policy()));
        var media = new InputTrees(kind, reading.source(), reading.zone(), unknown::addAll)
                .media(Origin.ofLine(file.name(), line), in);
        stream.add(SourceRecord.of(media, in, unknown.isEmpty()
                ? new Notice[0]
                : new Notice[]{Notice.of(Notice.Code.UNKNOWN_FIELDS,
                        "Kept as metadata, since there are no such fields: " + String.join(", ", unknown) + ".")}));
    }
}

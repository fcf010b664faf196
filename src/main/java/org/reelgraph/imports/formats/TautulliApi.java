package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;

/**
 * A folder of answers of Tautulli's HTTP API, one file each. What the lists of sections name is taken with its metadata and, of a show, with
 * the lists of its children, as far as these answers are there. An empty answer proves nothing, since Tautulli gives it where Plex can't
 * be reached.
 */
@Singleton
final class TautulliApi implements FormatReader {

    private static final List<String> ITEM = List.of("response", "data");
    private static final List<String> ROWS = List.of("response", "data", "data");
    private static final List<String> CHILDREN = List.of("response", "data", "children_list");

    @Override
    public ImportFormat format() {
        return ImportFormat.TAUTULLI_API;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return JsonBeginning.ofFirst(source).isApiAnswer();
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var beginning = JsonBeginning.ofFirst(source);
        if (!beginning.isApiAnswer()) {
            throw beginning.instead("an answer of Tautulli's API");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        new Answers(source, reading, new RecordStream(records, reading)).read();
    }

    private static final class Answers {

        private final ImportSource source;
        private final TautulliApiTrees trees;
        private final Reading reading;
        private final RecordStream stream;
        private final List<String> lists = new ArrayList<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final Map<String, List<String>> children = new HashMap<>();
        private final Set<String> told = new HashSet<>();

        private Answers(ImportSource source, Reading reading, RecordStream stream) {
            this.source = source;
            this.trees = new TautulliApiTrees(reading);
            this.reading = reading;
            this.stream = stream;
        }

        private void read() {
            stream.each(source, this::sort);
            lists.forEach(list -> stream.one(source, list, file -> stream.array(file, ROWS, trees, this::ofList)));
            metadata.forEach((key, name) -> {
                if (told.add(key)) {
                    of(name, null).ifPresent(stream::add);
                }
            });
        }

        private void sort(SourceFile file) {
            try {
                var answer = ApiAnswer.of(file);
                switch (answer.kind()) {
                    case LIST -> lists.add(file.name());
                    case CHILDREN -> children.computeIfAbsent(answer.key(), key -> new ArrayList<>(1)).add(file.name());
                    case METADATA -> {
                        if (answer.isOfMedia()) {
                            metadata.putIfAbsent(answer.key(), file.name());
                        }
                    }
                    case ERROR -> refuse(file, "Tautulli answered an error: " + answer.message() + ".");
                    case EMPTY -> refuse(file, "The answer holds nothing: Tautulli may not have reached Plex.");
                    case OTHER -> refuse(file, "This is no answer of Tautulli's API.");
                    case LIBRARIES -> {
                    }
                }
            } catch (IOException e) {
                stream.add(RecordStream.unread(Origin.ofFile(file.name()), file, e));
            }
        }

        private void refuse(SourceFile file, String why) {
            stream.add(SourceRecord.unread(Origin.ofFile(file.name()),
                    new SourceException(UserErrorCode.UNREADABLE, why)));
        }

        // Lists may overlap, and sections of music and photos are passed over.
        private Optional<SourceRecord> ofList(Origin origin, InputObject row) {
            var key = String.valueOf(row.peek("rating_key"));
            if (!trees.isOfMedia(row) || !told.add(key)) {
                return Optional.empty();
            }
            var described = metadata.containsKey(key) ? of(metadata.get(key), row) : Optional.<SourceRecord>empty();
            return described.or(() -> Optional.of(record(origin, row, Notice.of(Notice.Code.DETAILS_MISSING,
                    "There is no answer with its metadata: taken from the list alone."))));
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
            var seasons = childrenOf(in, "seasons").stream().filter(season -> !trees.isListOfAll(season))
                    .map(this::season).toList();
            if (!seasons.isEmpty()) {
                in.leave("seasons", seasons);
            }
            return SourceRecord.of(trees.media(origin, in), in, notices);
        }

        private SeasonRecord season(InputObject in) {
            var episodes = childrenOf(in, "episodes").stream().map(trees::episode).toList();
            if (!episodes.isEmpty()) {
                in.leave("episodes", episodes);
            }
            return trees.season(in);
        }

        private List<InputObject> childrenOf(InputObject parent, String list) {
            var found = new ArrayList<InputObject>();
            for (var name : children.getOrDefault(String.valueOf(parent.peek("rating_key")), List.of())) {
                try {
                    found.addAll(RecordStream.objects(source.file(name), CHILDREN, trees, parent.validation(),
                            parent.place(list)));
                } catch (SourceException e) {
                    parent.error(e.code(), e.getMessage(), list);
                }
            }
            return found;
        }
    }
}

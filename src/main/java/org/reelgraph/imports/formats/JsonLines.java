package org.reelgraph.imports.formats;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputTrees;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.TreeReader;

/**
 * Reelgraph's own format: each line is a JSON object with a {@link MediaKind} as its {@code kind} and the members that
 * {@link InputTrees} reads for this kind. Unknown members are kept as metadata, with a notice.
 */
@Singleton
final class JsonLines implements FormatReader {

    static final String FORMAT = "JSON_LINES";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        return JsonBeginning.ofFirst(source).isLinesWithKind();
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        var beginning = JsonBeginning.ofFirst(source);
        if (!beginning.mayBeLines()) {
            throw beginning.instead("a file of JSON lines");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        var stream = new RecordStream(records, reading);
        var trees = new LineTrees(reading);
        stream.each(source, file -> stream.lines(file, trees::record, trees));
    }

    private static final class LineTrees implements TreeReader {

        private static final int MAX_NAMED = 20;

        private final Map<MediaKind, InputTrees> byKind = new EnumMap<>(MediaKind.class);
        private final Set<String> unknown = new LinkedHashSet<>();

        private LineTrees(Reading reading) {
            for (var kind : MediaKind.values()) {
                byKind.put(kind, new InputTrees(kind, reading.source(), reading.zone(), unknown::addAll));
            }
        }

        private Optional<SourceRecord> record(Origin origin, InputObject in) {
            var media = media(origin, in);
            var notices = unknown.isEmpty()
                    ? new Notice[0]
                    : new Notice[]{Notice.of(Notice.Code.UNKNOWN_FIELDS,
                            "Kept as metadata, since there are no such fields: " + inWords(unknown) + ".")};
            unknown.clear();
            return Optional.of(SourceRecord.of(media, in, notices));
        }

        private InputTrees of(MediaKind kind) {
            return Objects.requireNonNull(byKind.get(kind), kind.name());
        }

        private static String inWords(Set<String> names) {
            return names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                    + (names.size() > MAX_NAMED ? " and " + (names.size() - MAX_NAMED) + " more" : "");
        }

        @Override
        public MediaRecord media(Origin origin, InputObject in) {
            var kind = in.required("kind", MediaKind.class, MediaKind.SERIES);
            return of(kind).media(origin, in);
        }

        @Override
        public SeasonRecord season(InputObject in) {
            return of(MediaKind.SERIES).season(in);
        }

        @Override
        public EpisodeRecord episode(InputObject in) {
            return of(MediaKind.SERIES).episode(in);
        }
    }
}

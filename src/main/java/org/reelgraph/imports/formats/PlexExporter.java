package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.Mistakes;
import org.reelgraph.imports.records.Origin;

/**
 * The folder that Plex Exporter writes: {@code series/series_index.json} lists the series, {@code series/details/} has a
 * file with seasons and episodes for some of them, {@code movies/movies.json} the movies as Tautulli writes them. Each of
 * the three may be missing.
 */
@Singleton
final class PlexExporter implements FormatReader {

    private static final String INDEX = "series/series_index.json";
    private static final String DETAILS = "series/details";
    private static final String MOVIES = "movies/movies.json";
    private static final List<String> ENDINGS = List.of(".json");

    @Override
    public ImportFormat format() {
        return ImportFormat.PLEX_EXPORTER;
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        if (!source.isFolder() || !isExport(source)) {
            throw new SourceException(UserErrorCode.UNKNOWN_FORMAT, "This is not the root of a Plex Exporter export: "
                    + "a folder with " + INDEX + ", " + DETAILS + "/*.json or " + MOVIES + ".");
        }
    }

    /** {@return whether the folder holds at least one of the export's parts} */
    static boolean isExport(ImportSource source) throws SourceException {
        return source.holds(INDEX) || source.holds(MOVIES) || !source.files(DETAILS, ENDINGS).isEmpty();
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        var stream = new RecordStream(reading, records);
        var series = new Series(source, reading, stream);
        try {
            if (source.holds(INDEX)) {
                var trees = new PlexTrees(reading);
                stream.array(source.file(INDEX), trees, series::ofIndex);
            }
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile(INDEX), e));
        }
        series.notInIndex();
        try {
            if (source.holds(MOVIES)) {
                TautulliExport.read(source.file(MOVIES), reading, stream);
            }
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile(MOVIES), e));
        }
    }

    private static final class Series {

        private final ImportSource source;
        private final Reading reading;
        private final RecordStream stream;
        private final Set<String> named = new HashSet<>();

        private Series(ImportSource source, Reading reading, RecordStream stream) {
            this.source = source;
            this.reading = reading;
            this.stream = stream;
        }

        // An entry's details say the same and more; what only the entry has, such as the sort title, is taken from there.
        private SourceRecord ofIndex(Origin origin, InputObject entry, Mistakes mistakes) {
            var file = PlexTrees.detailsOf(entry).filter(name -> source.holds(DETAILS + "/" + name)).orElse(null);
            if (file == null || reading.keysOnly()) {
                return ofEntry(origin, entry, mistakes, file);
            }
            named.add(DETAILS + "/" + file);
            return details(DETAILS + "/" + file, entry);
        }

        private SourceRecord ofEntry(Origin origin, InputObject entry, Mistakes mistakes, @Nullable String file) {
            if (file != null) {
                named.add(DETAILS + "/" + file);
            }
            var media = new PlexTrees(reading).media(origin, entry);
            return new SourceRecord(origin, media, mistakes.all(),
                    List.of(new Notice(Notice.Code.DETAILS_MISSING,
                            "There is no file with its seasons: taken from the index alone.")));
        }

        private SourceRecord details(String name, @Nullable InputObject entry) {
            var read = new java.util.ArrayList<SourceRecord>(1);
            try {
                var trees = new PlexTrees(reading);
                new RecordStream(reading, read::add).object(source.file(name), trees, (origin, in, mistakes) -> {
                    if (entry != null) {
                        in.complete(entry);
                    }
                    return new SourceRecord(origin, trees.media(origin, in), mistakes.all(), List.of());
                });
                return read.getFirst();
            } catch (SourceException e) {
                return SourceRecord.unread(Origin.ofFile(name), e);
            }
        }

        private void notInIndex() {
            try {
                source.files(DETAILS, ENDINGS).stream().filter(name -> !named.contains(name))
                        .forEach(name -> stream.add(details(name, null)));
            } catch (SourceException e) {
                stream.add(SourceRecord.unread(Origin.ofFile(DETAILS), e));
            }
        }
    }
}

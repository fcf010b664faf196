package org.reelgraph.imports.formats;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.formats.trees.PlexTrees;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;

/**
 * The folder written by Plex Exporter. {@code series/series_index.json} lists the series, {@code series/details/} has a
 * file with seasons and episodes for some of them, and {@code movies/movies.json} has the movies in Tautulli's format.
 * Any of the three may be missing.
 */
@Singleton
// Before any other format takes the folder's files for its own.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PlexExporter implements FormatReader {

    static final String FORMAT = "PLEX_EXPORTER";
    private static final String INDEX = "series/series_index.json";
    private static final String DETAILS = "series/details";
    // In exports of Reelgraph.
    private static final String MARK = "reelgraph.json";
    private static final String MOVIES = "movies/movies.json";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(ImportSource source) throws SourceException {
        if (!source.isFolder()) {
            return false;
        }
        if (isExport(source)) {
            return true;
        }
        refusePart(source);
        return false;
    }

    @Override
    public void check(ImportSource source) throws SourceException {
        if (!source.isFolder() || !isExport(source)) {
            throw new SourceException(SourceErrors.UNKNOWN_FORMAT, "This is not the root of a Plex Exporter export: "
                    + "a folder with " + INDEX + ", " + DETAILS + "/*.json or " + MOVIES + ".");
        }
    }

    // At least one part of it.
    @Override
    public boolean isExport(ImportSource folder) throws SourceException {
        return folder.holds(INDEX) || folder.holds(MOVIES) || !folder.namesIn(DETAILS).isEmpty();
    }

    private static void refusePart(ImportSource folder) throws SourceException {
        if (folder.holds("series_index.json") || folder.holds("details")) {
            throw new SourceException(SourceErrors.UNKNOWN_FORMAT,
                    "This is the folder 'series' of a Plex Exporter export: name the folder above it.");
        }
    }

    @Override
    public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
        var stream = new RecordStream(records, reading);
        var series = new Series(source, reading, stream);
        if (source.holds(INDEX)) {
            stream.one(source, INDEX, file -> stream.array(file, series.trees(), series::ofIndex));
        }
        series.notInIndex();
        if (source.holds(MOVIES)) {
            stream.one(source, MOVIES, file -> TautulliExport.read(file, reading, stream));
        }
    }

    private static final class Series {

        private final ImportSource source;
        private final Reading reading;
        private final RecordStream stream;
        private final Set<String> read = new HashSet<>();

        private Series(ImportSource source, Reading reading, RecordStream stream) {
            this.source = source;
            this.reading = reading;
            this.stream = stream;
        }

        private PlexTrees trees() {
            return new PlexTrees(reading, source.holds(MARK));
        }

        // The details contain everything in the index entry and more. Anything that only the entry has, such as the
        // sort title, is taken from the entry.
        private Optional<SourceRecord> ofIndex(Origin origin, InputObject entry) {
            for (var name : PlexTrees.detailsOf(entry)) {
                var file = DETAILS + "/" + name;
                if (source.holds(file) && read.add(file)) {
                    var details = details(file, entry);
                    if (details.isPresent()) {
                        return details;
                    }
                    read.remove(file);
                }
            }
            var media = trees().media(origin, entry);
            return Optional.of(SourceRecord.of(media, entry, Notice.of(SourceNotices.DETAILS_MISSING,
                    "There is no file with its seasons, so only the index was used.")));
        }

        /** {@return the series in a file; empty if it is a different series than the entry's} */
        private Optional<SourceRecord> details(String name, @Nullable InputObject entry) {
            var records = new ArrayList<SourceRecord>(1);
            var trees = trees();
            var file = new RecordStream(records::add, reading);
            file.one(source, name, opened -> file.object(opened, trees, (origin, in) -> {
                if (entry != null && !PlexTrees.areOfOneSeries(entry, in)) {
                    return Optional.empty();
                }
                if (entry != null) {
                    in.complete(entry);
                }
                return Optional.of(SourceRecord.of(trees.media(origin, in), in));
            }));
            return records.stream().findFirst()
                    .map(record -> record.media() == null && entry != null ? named(record, entry) : record);
        }

        // A file that can't be read doesn't say which series it belongs to, but the index does.
        private SourceRecord named(SourceRecord unread, InputObject entry) {
            var media = trees().media(unread.origin(), entry);
            return new SourceRecord(unread.origin(), media, unread.errors(), List.of(), List.of());
        }

        private void notInIndex() {
            try {
                source.namesIn(DETAILS).stream().filter(name -> !read.contains(name))
                        .forEach(name -> details(name, null).ifPresent(stream::add));
            } catch (SourceException e) {
                stream.add(SourceRecord.unread(Origin.ofFile(DETAILS), e));
            }
        }
    }
}

package org.reelgraph.exports.formats;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.exports.files.ExportTarget;
import org.reelgraph.exports.library.Library;
import org.reelgraph.exports.library.MediaTree;
import org.reelgraph.exports.library.MediaTree.EpisodeTree;
import org.reelgraph.exports.library.MediaTree.SeasonTree;

/** A table for spreadsheets: a row for each item, and one for each season and episode below its series. */
@Singleton
final class CsvExport implements ExportFormat {

    private static final List<String> COLUMNS = List.of("kind", "title", "year", "season", "episode", "ratingKey",
            "edition", "imdb", "tmdb", "tvdb", "plex", "musicbrainz", "isbn", "sortTitle", "originalTitle",
            "releasedOn", "durationSeconds", "rating", "contentRating", "studio", "genres", "collections", "countries",
            "labels", "summary", "tagline", "addedAt");
    private static final String SEPARATOR = ";";
    // A spreadsheet takes a cell that begins like this for a formula. What is guarded already is guarded once more, so
    // that an import gets the text back.
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r]");

    @Override
    public String format() {
        return "CSV";
    }

    @Override
    public Set<MediaKind> kinds() {
        return EnumSet.allOf(MediaKind.class);
    }

    @Override
    public String onlyFile() {
        return "library.csv";
    }

    @Override
    public void write(Library library, ExportTarget target, ExportMonitor monitor) throws IOException {
        try (var out = CsvWriter.builder().build(new OutputStreamWriter(target.file(onlyFile()),
                StandardCharsets.UTF_8))) {
            out.writeRecord(COLUMNS);
            library.each(kinds(), tree -> {
                out.writeRecord(row(tree, monitor).inOrder());
                tree.seasons().forEach(season -> {
                    out.writeRecord(row(season).inOrder());
                    season.episodes().forEach(episode -> out.writeRecord(row(episode).inOrder()));
                });
                monitor.written(tree);
            });
        }
    }

    private static Row row(MediaTree tree, ExportMonitor monitor) {
        MediaItem item = tree.item();
        return new Row(new HashMap<>()).put("kind", item.kind()).put("title", item.title())
                .put("year", item.year()).put("ratingKey", item.ratingKey())
                .put("edition", item.edition()).ids(item.externalIds())
                .put("sortTitle", item.titles().sortTitle()).put("originalTitle", item.originalTitle())
                .put("releasedOn", item.releasedOn()).put("durationSeconds", item.durationSeconds())
                .put("rating", item.rating()).put("contentRating", item.contentRating())
                .put("studio", item.studio()).put("genres", tags(tree, TagKind.GENRE, monitor))
                .put("collections", tags(tree, TagKind.COLLECTION, monitor))
                .put("countries", tags(tree, TagKind.COUNTRY, monitor))
                .put("labels", tags(tree, TagKind.LABEL, monitor)).put("summary", item.summary())
                .put("tagline", item.tagline()).put("addedAt", item.addedAt());
    }

    private static @Nullable String tags(MediaTree tree, TagKind kind, ExportMonitor monitor) {
        var tags = tree.tags(kind);
        if (tags.stream().anyMatch(tag -> tag.contains(SEPARATOR))) {
            monitor.leftOut("CSV can't express a list of '" + tree.item().title() + "', of which a part contains '"
                    + SEPARATOR + "'.");
            return null;
        }
        return String.join(SEPARATOR + " ", tags);
    }

    private static Row row(SeasonTree tree) {
        var season = tree.season();
        return new Row(new HashMap<>()).put("kind", "SEASON").put("title", season.title())
                .put("year", season.year()).put("season", season.number())
                .put("ratingKey", season.ratingKey()).ids(season.externalIds())
                .put("summary", season.summary()).put("addedAt", season.addedAt());
    }

    private static Row row(EpisodeTree tree) {
        var episode = tree.episode();
        return new Row(new HashMap<>()).put("kind", "EPISODE").put("title", episode.title())
                .put("season", episode.seasonNumber()).put("episode", episode.number())
                .put("ratingKey", episode.ratingKey()).ids(episode.externalIds())
                .put("releasedOn", episode.airedOn()).put("durationSeconds", episode.durationSeconds())
                .put("rating", episode.rating()).put("summary", episode.summary())
                .put("addedAt", episode.addedAt());
    }

    /** The cells of a row. */
    private record Row(Map<String, String> cells) {

        Row put(String column, @Nullable Object value) {
            if (value != null) {
                cells.put(column, guarded(value.toString()));
            }
            return this;
        }

        private static String guarded(String text) {
            return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
        }

        Row ids(ExternalIds ids) {
            return put("imdb", ids.imdb()).put("tmdb", ids.tmdb()).put("tvdb", ids.tvdb())
                    .put("plex", ids.plex()).put("musicbrainz", ids.musicbrainz())
                    .put("isbn", ids.isbn());
        }

        List<String> inOrder() {
            return COLUMNS.stream().map(column -> cells.getOrDefault(column, "")).toList();
        }
    }
}

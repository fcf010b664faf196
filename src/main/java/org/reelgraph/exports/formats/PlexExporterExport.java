package org.reelgraph.exports.formats;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.exports.files.ExportTarget;
import org.reelgraph.exports.library.Library;
import org.reelgraph.exports.library.MediaTree;

/** The folder that Plex Exporter writes, for programs that read it. */
@Singleton
final class PlexExporterExport implements ExportFormat {

    @Override
    public String format() {
        return "PLEX_EXPORTER";
    }

    @Override
    public Set<MediaKind> kinds() {
        return EnumSet.of(MediaKind.SERIES, MediaKind.MOVIE);
    }

    @Override
    public String onlyFile() {
        return "";
    }

    @Override
    public void write(Library library, ExportTarget target, ExportMonitor monitor) throws IOException {
        // Tells an import that some members only repeat what others say.
        try (var mark = new JsonFields(target.file("reelgraph.json"))) {
            mark.object(() -> mark.text("source", library.source()));
        }
        try (var index = new JsonFields(target.file("series/series_index.json"))) {
            var entries = new PlexSeries(index, library.source());
            index.beginList();
            library.eachWithoutParts(EnumSet.of(MediaKind.SERIES),
                    tree -> entries.writeEntry(tree, nameOf(tree), tree.seasonCount()));
            index.endList();
        }
        library.each(EnumSet.of(MediaKind.SERIES), tree -> {
            try (var file = new JsonFields(target.file("series/" + nameOf(tree)))) {
                note(tree, new PlexSeries(file, library.source()).writeDetails(tree), monitor);
            }
        });
        try (var file = new JsonFields(target.file("movies/movies.json"))) {
            var movies = new PlexMovie(file, library.source());
            file.beginList();
            library.each(EnumSet.of(MediaKind.MOVIE), tree -> note(tree, movies.write(tree), monitor));
            file.endList();
        }
    }

    // Other keys than Plex's own could have the same name for some file system, or be none.
    private static String nameOf(MediaTree tree) {
        var key = tree.item().ratingKey();
        return "details/" + (key != null && key.matches("[1-9]\\d{0,14}")
                ? key
                : MediaKind.SERIES.globalId(tree.item().id())) + ".json";
    }

    private static void note(MediaTree tree, boolean isWhole, ExportMonitor monitor) {
        if (!isWhole) {
            monitor.leftOut("PLEX_EXPORTER can't express all credits, images, keys or metadata of '"
                    + tree.item().title() + "'.");
        }
        monitor.written(tree);
    }
}

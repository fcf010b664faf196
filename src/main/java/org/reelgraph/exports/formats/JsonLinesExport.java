package org.reelgraph.exports.formats;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.exports.files.ExportTarget;
import org.reelgraph.exports.library.Attached;
import org.reelgraph.exports.library.Library;
import org.reelgraph.exports.library.MediaTree;
import org.reelgraph.exports.library.MediaTree.EpisodeTree;
import org.reelgraph.exports.library.MediaTree.SeasonTree;

/** Reelgraph's own format, which holds everything that an import can bring: one item on each line. */
@Singleton
final class JsonLinesExport implements ExportFormat {

    @Override
    public String format() {
        return "JSON_LINES";
    }

    @Override
    public Set<MediaKind> kinds() {
        return EnumSet.allOf(MediaKind.class);
    }

    @Override
    public String onlyFile() {
        return "library.jsonl";
    }

    @Override
    public void write(Library library, ExportTarget target, ExportMonitor monitor) throws IOException {
        try (var out = new JsonFields(target.file(onlyFile()))) {
            var lines = new Lines(out, library.source());
            library.each(kinds(), tree -> {
                lines.write(tree);
                monitor.written(tree);
            });
        }
    }

    private record Lines(JsonFields out, String source) {

        void write(MediaTree tree) throws IOException {
            out.object(() -> {
                out.text("kind", tree.item().kind());
                writeItem(tree.item(), tree.furtherKeys());
                out.texts("genres", tree.tags(TagKind.GENRE));
                out.texts("collections", tree.tags(TagKind.COLLECTION));
                out.texts("countries", tree.tags(TagKind.COUNTRY));
                out.texts("labels", tree.tags(TagKind.LABEL));
                write(tree.item().externalIds());
                write(tree.attached(), tree.item().kind());
                out.objects("seasons", tree.seasons(), this::write);
            });
        }

        private void writeItem(MediaItem item, List<String> furtherKeys) throws IOException {
            out.text("ratingKey", item.ratingKey());
            out.texts("furtherRatingKeys", furtherKeys);
            out.text("edition", item.edition());
            out.text("title", item.title());
            out.text("sortTitle", item.titles().sortTitle());
            out.text("originalTitle", item.originalTitle());
            out.number("year", item.year());
            out.text("summary", item.summary());
            out.text("tagline", item.tagline());
            out.text("contentRating", item.contentRating());
            out.text("studio", item.studio());
            out.number("rating", item.rating());
            out.text("releasedOn", item.releasedOn());
            out.number("durationSeconds", item.durationSeconds());
            out.text("addedAt", item.addedAt());
        }

        private void write(SeasonTree tree) throws IOException {
            Season season = tree.season();
            out.number("number", season.number());
            out.text("ratingKey", season.ratingKey());
            out.text("title", season.title());
            out.number("year", season.year());
            out.text("summary", season.summary());
            out.text("addedAt", season.addedAt());
            write(season.externalIds());
            write(tree.attached(), MediaKind.SERIES);
            out.objects("episodes", tree.episodes(), this::write);
        }

        private void write(EpisodeTree tree) throws IOException {
            Episode episode = tree.episode();
            out.number("number", episode.number());
            out.text("ratingKey", episode.ratingKey());
            out.text("title", episode.title());
            out.text("summary", episode.summary());
            out.text("airedOn", episode.airedOn());
            out.number("durationSeconds", episode.durationSeconds());
            out.number("rating", episode.rating());
            out.text("addedAt", episode.addedAt());
            write(episode.externalIds());
            write(tree.attached(), MediaKind.SERIES);
        }

        private void write(Attached attached, MediaKind kind) throws IOException {
            out.objects("images", attached.images(), this::write);
            out.objects("cast", attached.cast(), credit -> {
                out.text("character", credit.character());
                writePerson(credit);
            });
            out.objects(kind.hasCreators() ? "creators" : "crew", attached.crew(),
                    credit -> write(credit, kind.hasCreators() ? null : credit.department()));
            out.json("metadata", attached.metadata().orElse(null));
        }

        private void write(Image image) throws IOException {
            out.text("kind", image.kind());
            out.text("source", image.source().equals(source) ? null : image.source());
            out.text("path", image.path());
        }

        private void write(PersonCredit credit, @Nullable CrewDepartment department) throws IOException {
            out.text("department", department);
            out.text("job", credit.job());
            writePerson(credit);
        }

        private void writePerson(PersonCredit credit) throws IOException {
            out.object("person", () -> {
                out.text("name", credit.person().name());
                if (credit.person() instanceof Person person) {
                    write(person.externalIds());
                    if (!person.pictures().isEmpty()) {
                        out.objects("images", person.images(), this::write);
                    }
                }
            });
        }

        private void write(ExternalIds ids) throws IOException {
            if (ids.any()) {
                out.object("externalIds", () -> {
                    out.text("imdb", ids.imdb());
                    out.text("tmdb", ids.tmdb());
                    out.text("tvdb", ids.tvdb());
                    out.text("plex", ids.plex());
                    out.text("musicbrainz", ids.musicbrainz());
                    out.text("isbn", ids.isbn());
                });
            }
        }
    }
}

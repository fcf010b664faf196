package org.reelgraph.exports.formats;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.exports.files.ExportTarget;
import org.reelgraph.exports.files.FileNames;
import org.reelgraph.exports.library.Attached;
import org.reelgraph.exports.library.Library;
import org.reelgraph.exports.library.MediaTree;
import org.reelgraph.exports.library.MediaTree.EpisodeTree;
import org.reelgraph.exports.library.MediaTree.SeasonTree;

/**
 * Kodi's NFO files: a folder for each series with {@code tvshow.nfo} and a folder for each season, and one for each
 * movie with {@code movie.nfo}.
 */
@Singleton
final class KodiNfoExport implements ExportFormat {

    private static final int MINUTE = 60;
    private static final DateTimeFormatter ADDED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withZone(ZoneOffset.UTC);

    @Override
    public String format() {
        return "KODI_NFO";
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
        var series = new FileNames();
        library.each(EnumSet.of(MediaKind.SERIES), tree -> {
            writeSeries(target, "series/" + series.of(nameOf(tree.item())) + "/", tree);
            monitor.written(tree);
        });
        var movies = new FileNames();
        library.each(EnumSet.of(MediaKind.MOVIE), tree -> {
            try (var nfo = new NfoElements(target.file("movies/" + movies.of(nameOf(tree.item())) + "/movie.nfo"),
                    "movie")) {
                writeItem(nfo, tree);
            }
            monitor.written(tree);
        });
    }

    private static String nameOf(MediaItem item) {
        return item.title() + (item.year() == null ? "" : " (" + item.year() + ")");
    }

    private static void writeSeries(ExportTarget target, String folder, MediaTree tree) throws IOException {
        try (var nfo = new NfoElements(target.file(folder + "tvshow.nfo"), "tvshow")) {
            writeItem(nfo, tree);
            for (var season : tree.seasons()) {
                nfo.text("namedseason", season.season().title(), "number",
                        Integer.toString(season.season().number()));
            }
        }
        for (var season : tree.seasons()) {
            writeSeason(target, folder + "Season %02d/".formatted(season.season().number()), season);
        }
    }

    private static void writeSeason(ExportTarget target, String folder, SeasonTree tree) throws IOException {
        var season = tree.season();
        try (var nfo = new NfoElements(target.file(folder + "season.nfo"), "season")) {
            nfo.text("seasonnumber", season.number());
            nfo.text("title", season.title());
            nfo.text("year", season.year());
            nfo.text("plot", season.summary());
            write(nfo, season.externalIds());
            writeAttached(nfo, tree.attached());
            nfo.text("dateadded", added(season.addedAt()));
        }
        var names = new FileNames();
        for (var episode : tree.episodes()) {
            writeEpisode(target, folder, names, episode);
        }
    }

    private static void writeEpisode(ExportTarget target, String folder, FileNames names, EpisodeTree tree)
            throws IOException {
        var episode = tree.episode();
        var title = episode.title() == null ? "" : " " + episode.title();
        var name = names.of(episode.number() == null
                ? (episode.airedOn() == null ? "Episode" : episode.airedOn().toString()) + title
                : "S%02dE%02d".formatted(episode.seasonNumber(), episode.number()) + title);
        try (var nfo = new NfoElements(target.file(folder + name + ".nfo"), "episodedetails")) {
            nfo.text("title", episode.title());
            nfo.text("season", episode.seasonNumber());
            nfo.text("episode", episode.number());
            nfo.text("plot", episode.summary());
            nfo.text("aired", episode.airedOn());
            nfo.text("runtime", minutes(episode.durationSeconds()));
            nfo.text("rating", episode.rating());
            write(nfo, episode.externalIds());
            writeAttached(nfo, tree.attached());
            nfo.text("dateadded", added(episode.addedAt()));
        }
    }

    private static void writeItem(NfoElements nfo, MediaTree tree) throws IOException {
        var item = tree.item();
        nfo.text("title", item.title());
        nfo.text("originaltitle", item.originalTitle());
        nfo.text("sorttitle", item.titles().sortTitle());
        nfo.text("year", item.year());
        nfo.text("premiered", item.releasedOn());
        nfo.text("plot", item.summary());
        nfo.text("tagline", item.tagline());
        nfo.text("mpaa", item.contentRating());
        nfo.text("studio", item.studio());
        nfo.text("runtime", minutes(item.durationSeconds()));
        nfo.text("rating", item.rating());
        write(nfo, item.externalIds());
        nfo.texts("genre", tree.tags(TagKind.GENRE));
        nfo.texts("tag", tree.tags(TagKind.LABEL));
        nfo.texts("country", tree.tags(TagKind.COUNTRY));
        for (var collection : tree.tags(TagKind.COLLECTION)) {
            nfo.below("set", List.of(), "name", collection);
        }
        writeAttached(nfo, tree.attached());
        nfo.text("dateadded", added(item.addedAt()));
    }

    private static void write(NfoElements nfo, ExternalIds ids) throws IOException {
        var isFirst = ids.imdb() == null;
        nfo.text("uniqueid", ids.imdb(), "type", "imdb", "default", "true");
        nfo.text("uniqueid", ids.tmdb(), "type", "tmdb", "default", Boolean.toString(isFirst));
        nfo.text("uniqueid", ids.tvdb(), "type", "tvdb", "default",
                Boolean.toString(isFirst && ids.tmdb() == null));
    }

    private static void writeAttached(NfoElements nfo, Attached attached) throws IOException {
        for (var credit : of(attached, CrewDepartment.DIRECTING)) {
            nfo.text("director", nameOf(credit));
        }
        for (var credit : of(attached, CrewDepartment.WRITING)) {
            nfo.text("credits", nameOf(credit));
        }
        for (var credit : attached.cast()) {
            nfo.below("actor", List.of(), "name", nameOf(credit), "role", credit.character(), "order",
                    credit.position() - 1, "thumb", pictureOf(credit));
        }
        for (var image : attached.images()) {
            if (isAddress(image.path())) {
                write(nfo, image);
            }
        }
    }

    private static @Nullable String pictureOf(PersonCredit credit) {
        return credit.person() instanceof Person person
                ? person.pictures().stream().map(Picture::path).filter(KodiNfoExport::isAddress).findFirst()
                        .orElse(null)
                : null;
    }

    // Others can only find images at addresses.
    private static boolean isAddress(String path) {
        return path.startsWith("http://") || path.startsWith("https://");
    }

    private static void write(NfoElements nfo, Image image) throws IOException {
        if (image.kind() == ImageKind.BACKDROP) {
            nfo.below("fanart", List.of(), "thumb", image.path());
        } else {
            nfo.text("thumb", image.path(), "aspect", image.kind() == ImageKind.POSTER ? "poster" : "thumb");
        }
    }

    private static List<PersonCredit> of(Attached attached, CrewDepartment department) {
        return attached.crew().stream().filter(credit -> credit.department() == department).toList();
    }

    private static String nameOf(PersonCredit credit) {
        return credit.person().name().toString();
    }

    private static @Nullable Long minutes(@Nullable Integer seconds) {
        return seconds == null ? null : (Long) Math.round(seconds / (double) MINUTE);
    }

    private static @Nullable String added(@Nullable Instant at) {
        return at == null ? null : ADDED.format(at);
    }
}

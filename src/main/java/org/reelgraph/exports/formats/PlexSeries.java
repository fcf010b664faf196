package org.reelgraph.exports.formats;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.exports.library.MediaTree;
import org.reelgraph.exports.library.MediaTree.EpisodeTree;
import org.reelgraph.exports.library.MediaTree.SeasonTree;

/** Writes a series as Plex Exporter does: an entry of the index, and details with seasons and episodes. */
final class PlexSeries {

    private static final double MINUTE = 60;
    private static final Set<String> FIELDS = Set.of("ratingKey", "type", "title", "titleSort", "originalTitle",
            "editionTitle", "year", "summary", "tagline", "contentRating", "studio", "audienceRating",
            "originallyAvailableAt", "addedAt", "genres", "collections", "countries", "labels", "cast", "thumbFile",
            "ids", "seasons", "seasonNumber", "episodes", "episodeNumber", "durationMin");
    private static final Map<ImageKind, String> POSTER = Map.of(ImageKind.POSTER, "thumbFile");
    private static final Map<ImageKind, String> STILL = Map.of(ImageKind.STILL, "thumbFile");

    private final JsonFields out;
    private final PlexImages images;
    private boolean isWhole = true;

    PlexSeries(JsonFields out, String source) {
        this.out = out;
        this.images = new PlexImages(source);
    }

    /** Writes the entry of the index. */
    void writeEntry(MediaTree tree, String href, int seasons) throws IOException {
        var item = tree.item();
        out.object(() -> {
            writeHead(item);
            out.text("titleSort", item.titles().sortTitle());
            out.number("seasonCount", seasons);
            out.text("contentRating", item.contentRating());
            out.texts("genres", tree.tags(TagKind.GENRE));
            images.write(out, tree.attached().images(), POSTER);
            write(item.externalIds());
            out.text("href", href);
        });
    }

    private void writeHead(MediaItem item) throws IOException {
        writeKey(item.ratingKey());
        out.text("type", "tv");
        out.text("title", item.title());
        out.number("year", item.year());
    }

    /**
     * Writes the details.
     *
     * @return whether they hold everything
     */
    boolean writeDetails(MediaTree tree) throws IOException {
        isWhole = tree.furtherKeys().isEmpty() && tree.attached().crew().isEmpty();
        var item = tree.item();
        var credits = new PlexCredits(tree);
        out.object(() -> {
            writeHead(item);
            PlexTexts.write(out, item);
            out.texts("genres", tree.tags(TagKind.GENRE));
            out.texts("collections", tree.tags(TagKind.COLLECTION));
            out.texts("countries", tree.tags(TagKind.COUNTRY));
            out.texts("labels", tree.tags(TagKind.LABEL));
            if (credits.isInWords(tree.attached().cast())) {
                out.texts("cast", tree.attached().cast().stream().map(PlexCredits::inWords).toList());
            } else {
                isWhole = false;
            }
            note(images.write(out, tree.attached().images(), POSTER));
            write(item.externalIds());
            note(PlexMetadata.write(out, tree.attached().metadata(), FIELDS));
            out.objects("seasons", tree.seasons(), this::write);
        });
        return isWhole;
    }

    private void write(SeasonTree tree) throws IOException {
        Season season = tree.season();
        writeKey(season.ratingKey());
        out.number("seasonNumber", season.number());
        out.text("title", season.title());
        out.number("year", season.year());
        out.text("summary", season.summary());
        out.text("addedAt", season.addedAt());
        write(season.externalIds());
        note(images.write(out, tree.attached().images(), POSTER));
        note(PlexMetadata.write(out, tree.attached().metadata(), FIELDS));
        out.objects("episodes", tree.episodes(), this::write);
    }

    private void write(EpisodeTree tree) throws IOException {
        Episode episode = tree.episode();
        writeKey(episode.ratingKey());
        out.number("seasonNumber", episode.seasonNumber());
        out.number("episodeNumber", episode.number());
        out.text("seasonEpisode", episode.number() == null
                ? null
                : "S%02dE%02d".formatted(episode.seasonNumber(), episode.number()));
        out.text("title", episode.title());
        out.text("summary", episode.summary());
        writeDuration(episode.durationSeconds());
        out.text("originallyAvailableAt", episode.airedOn());
        out.number("audienceRating", episode.rating());
        out.text("addedAt", episode.addedAt());
        write(episode.externalIds());
        note(images.write(out, tree.attached().images(), STILL)
                & tree.attached().cast().isEmpty() & tree.attached().crew().isEmpty());
        note(PlexMetadata.write(out, tree.attached().metadata(), FIELDS));
    }

    private void writeDuration(@Nullable Integer seconds) throws IOException {
        if (seconds != null) {
            out.json("durationMin", BigDecimal.valueOf(seconds / MINUTE).stripTrailingZeros().toPlainString());
            var minutes = Math.round(seconds / MINUTE);
            out.text("durationHuman", minutes < MINUTE
                    ? minutes + "m"
                    : minutes / (int) MINUTE + "h " + minutes % (int) MINUTE + "m");
        }
    }

    // Plex's keys are numbers.
    private void writeKey(@Nullable String key) throws IOException {
        if (key != null && key.matches("[1-9]\\d{0,14}")) {
            out.json("ratingKey", key);
        } else {
            out.text("ratingKey", key);
        }
    }

    private void write(ExternalIds ids) throws IOException {
        if (ids.any()) {
            out.object("ids", () -> {
                out.text("imdb", ids.imdb());
                out.text("tmdb", ids.tmdb());
                out.text("tvdb", ids.tvdb());
                out.text("plex", ids.plex());
            });
        }
    }

    private void note(boolean isPartWhole) {
        isWhole &= isPartWhole;
    }
}

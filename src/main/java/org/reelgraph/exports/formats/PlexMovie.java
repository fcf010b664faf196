package org.reelgraph.exports.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.exports.library.MediaTree;

/** Writes a movie in the form of Tautulli's exports, which Plex Exporter has for movies. */
final class PlexMovie {

    private static final long MILLISECONDS = 1_000;
    private static final Set<String> FIELDS = Set.of("ratingKey", "type", "editionTitle", "title", "titleSort",
            "originalTitle", "year", "summary", "tagline", "contentRating", "studio", "network", "audienceRating",
            "originallyAvailableAt", "addedAt", "duration", "guid", "guids", "genres", "collections", "countries",
            "labels", "roles", "directors", "writers", "producers", "thumbFile", "thumb", "artFile", "art",
            "seasons");
    private static final Map<ImageKind, String> IMAGES = Map.of(ImageKind.POSTER, "thumbFile", ImageKind.BACKDROP,
            "artFile");

    private final JsonFields out;
    private final PlexImages images;
    private final String source;

    PlexMovie(JsonFields out, String source) {
        this.out = out;
        this.images = new PlexImages(source);
        this.source = source;
    }

    /**
     * Writes a movie.
     *
     * @return whether everything could be expressed
     */
    boolean write(MediaTree tree) throws IOException {
        var item = tree.item();
        var attached = tree.attached();
        var credits = new PlexCredits(tree);
        var hasCast = credits.isInNames(attached.cast());
        var hasCrew = credits.isOfThreeJobs(attached.crew());
        var isWhole = new ArrayList<>(List.of(tree.furtherKeys().isEmpty(), hasCast, hasCrew));
        out.object(() -> {
            writeTexts(item);
            writeIds(item.externalIds());
            writeTags("genres", tree.tags(TagKind.GENRE));
            writeTags("collections", tree.tags(TagKind.COLLECTION));
            writeTags("countries", tree.tags(TagKind.COUNTRY));
            writeTags("labels", tree.tags(TagKind.LABEL));
            if (hasCast) {
                out.objects("roles", attached.cast(), credit -> {
                    out.text("tag", PlexCredits.nameOf(credit));
                    out.text("role", credit.character());
                    out.text("thumb", PlexCredits.pictureOf(credit, source));
                });
            }
            if (hasCrew) {
                writeCrew(attached.crew());
            }
            isWhole.add(images.write(out, attached.images(), IMAGES));
            isWhole.add(PlexMetadata.write(out, attached.metadata(), FIELDS));
        });
        return !isWhole.contains(false);
    }

    private void writeTexts(MediaItem item) throws IOException {
        out.text("ratingKey", item.ratingKey());
        out.text("type", "movie");
        out.text("title", item.title());
        out.number("year", item.year());
        PlexTexts.write(out, item);
        out.json("duration", item.durationSeconds() == null
                ? null
                : Long.toString(item.durationSeconds() * MILLISECONDS));
    }

    private void writeIds(ExternalIds ids) throws IOException {
        out.text("guid", ids.plex());
        var guids = new ArrayList<String>();
        addGuid(guids, "imdb", ids.imdb());
        addGuid(guids, "tmdb", ids.tmdb());
        addGuid(guids, "tvdb", ids.tvdb());
        out.objects("guids", guids, guid -> out.text("id", guid));
    }

    private static void addGuid(List<String> guids, String scheme, @Nullable String id) {
        if (id != null) {
            guids.add(scheme + "://" + id);
        }
    }

    private void writeTags(String name, List<String> tags) throws IOException {
        out.objects(name, tags, tag -> out.text("tag", tag));
    }

    private void writeCrew(List<PersonCredit> crew) throws IOException {
        writeNames("directors", PlexCredits.of(crew, CrewDepartment.DIRECTING, "Director"));
        writeNames("writers", PlexCredits.of(crew, CrewDepartment.WRITING, "Writer"));
        writeNames("producers", PlexCredits.of(crew, CrewDepartment.PRODUCTION, "Producer"));
    }

    private void writeNames(String name, List<PersonCredit> credits) throws IOException {
        writeTags(name, credits.stream().map(PlexCredits::nameOf).toList());
    }
}

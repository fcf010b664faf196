package org.reelgraph.imports.formats.trees;

import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.ImageList;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.TreeReader;

/** Reads seasons in the form shared by Plex Exporter and Tautulli; they differ in ids and images. */
abstract class PlexSeasonReader implements TreeReader {

    // 100 days. A longer duration is an error, such as milliseconds read as minutes.
    static final int LONGEST_SECONDS = 8_640_000;

    final Reading reading;

    PlexSeasonReader(Reading reading) {
        this.reading = reading;
    }

    @Override
    public final SeasonRecord season(InputObject in) {
        var season = new SeasonRecord(TreeReader.seasonNumber(in, "seasonNumber"), in.key("ratingKey"),
                in.text("title"), in.number("year", 1, LAST_YEAR), in.text("summary"),
                in.instant("addedAt", reading.zone()), externalIds(in), images(in, ImageKind.POSTER),
                episodes(in, "episodeNumber"), in.restAsJson());
        checkEpisodes(season, in);
        return season;
    }

    /** {@return the external ids in an object} */
    abstract ExternalIdFields externalIds(InputObject in);

    /** {@return the images in an object; its thumb gets this kind} */
    abstract Field<ImageList> images(InputObject in, ImageKind thumb);

    // Episodes repeat their season's number. An episode with a different number is in the wrong place.
    private static void checkEpisodes(SeasonRecord season, InputObject in) {
        for (var i = 0; i < season.episodeList().size(); i++) {
            var named = season.episodeList().get(i).seasonNumber().value();
            if (named != null && season.number() >= 0 && named != season.number()) {
                in.validation().unusable(UserErrorCode.INVALID, "The episode is listed in season " + season.number()
                        + " and says that it belongs to season " + named + ".",
                        in.place("episodes", String.valueOf(i), "seasonNumber"), named);
            }
        }
    }
}

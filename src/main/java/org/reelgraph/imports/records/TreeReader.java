package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;

/**
 * Makes records of the objects in which a format writes media items. Seasons and episodes may be read ahead of the
 * rest: a list then holds records in the place of objects.
 */
public interface TreeReader {

    /** The last year that fits a date of four digits. */
    int LAST_YEAR = 9999;

    /** The highest number of a season or episode. */
    int HIGHEST_NUMBER = 1_000_000;

    /** {@return the record of a media item} */
    MediaRecord media(Origin origin, InputObject in);

    /** {@return the record of a season} */
    SeasonRecord season(InputObject in);

    /** {@return the record of an episode} */
    EpisodeRecord episode(InputObject in);

    /**
     * {@return the seasons of a series, each with a number of its own}
     *
     * @param numberName        what the format calls a season's number
     * @param episodeNumberName what it calls an episode's
     */
    default Field<List<SeasonRecord>> seasons(InputObject in, String numberName, String episodeNumberName) {
        return new Numbering(in, numberName, episodeNumberName)
                .seasons(in.items("seasons", SeasonRecord.class, this::season));
    }

    /** {@return the episodes of a season, of which no two have the same number} */
    default Field<List<EpisodeRecord>> episodes(InputObject in, String numberName) {
        return new Numbering(in, "", numberName).episodes(in.items("episodes", EpisodeRecord.class, this::episode));
    }

    /** {@return a season's number; below 0 where there is none that can be used} */
    static int seasonNumber(InputObject in, String name) {
        var number = number(in, name);
        return number == null ? -1 : number;
    }

    /** {@return a season's or episode's number; null where there is none that can be used} */
    static @Nullable Integer number(InputObject in, String name) {
        var before = in.has(name);
        var number = in.number(name, 0, HIGHEST_NUMBER);
        if (number.value() == null && !in.validation().isLenient() && (number.given() || !before)) {
            in.error(UserErrorCode.REQUIRED, "The " + name + " is required.", name);
        }
        return number.value();
    }
}

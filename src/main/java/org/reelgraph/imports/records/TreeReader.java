package org.reelgraph.imports.records;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;

/**
 * Turns the objects of a format into records. Seasons and episodes may be read before the rest, in which case a list
 * contains records instead of objects.
 */
public interface TreeReader {

    /** The last year with four digits. */
    int LAST_YEAR = 9999;

    /** The highest season or episode number. */
    int HIGHEST_NUMBER = 1_000_000;

    /** {@return the record of a media item} */
    MediaRecord media(Origin origin, InputObject in);

    /** {@return the record of a season} */
    SeasonRecord season(InputObject in);

    /** {@return the record of an episode} */
    EpisodeRecord episode(InputObject in);

    /**
     * {@return the seasons of a series, each with a different number}
     *
     * @param numberName        the format's name for a season's number
     * @param episodeNumberName the format's name for an episode's number
     */
    default Field<List<SeasonRecord>> seasons(InputObject in, String numberName, String episodeNumberName) {
        return new Numbering(in, numberName, episodeNumberName)
                .seasons(in.items("seasons", SeasonRecord.class, this::season));
    }

    /** {@return the episodes of a season, no two of which have the same number} */
    default Field<List<EpisodeRecord>> episodes(InputObject in, String numberName) {
        return new Numbering(in, "", numberName).episodes(in.items("episodes", EpisodeRecord.class, this::episode));
    }

    /** {@return a season's number; negative if there is no valid one} */
    static int seasonNumber(InputObject in, String name) {
        var number = number(in, name);
        return number == null ? -1 : number;
    }

    /** {@return a season's or episode's number; null if there is no valid one} */
    static @Nullable Integer number(InputObject in, String name) {
        var before = in.has(name);
        var number = in.number(name, 0, HIGHEST_NUMBER);
        if (number.value() == null && !in.validation().isLenient() && (number.given() || !before)) {
            in.error(UserErrorCode.REQUIRED, "The " + name + " is required.", name);
        }
        return number.value();
    }
}

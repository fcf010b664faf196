package org.reelgraph.imports.records;

import java.util.HashSet;
import java.util.List;
import java.util.function.ToIntFunction;
import org.reelgraph.graphql.UserErrorCode;
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

    /** {@return the seasons of a series; two of one number are a mistake} */
    default Field<List<SeasonRecord>> seasons(InputObject in, String numberName) {
        var seasons = in.items("seasons", SeasonRecord.class, this::season);
        return unique(in, "seasons", seasons, SeasonRecord::number, numberName);
    }

    /** {@return the episodes of a season; two of one number are a mistake} */
    default Field<List<EpisodeRecord>> episodes(InputObject in, String numberName) {
        var episodes = in.items("episodes", EpisodeRecord.class, this::episode);
        return unique(in, "episodes", episodes, EpisodeRecord::number, numberName);
    }

    private static <T> Field<List<T>> unique(InputObject in, String list, Field<List<T>> records,
            ToIntFunction<T> number, String numberName) {
        if (records.value() != null) {
            var seen = new HashSet<Integer>();
            for (var i = 0; i < records.value().size(); i++) {
                var each = number.applyAsInt(records.value().get(i));
                if (each >= 0 && !seen.add(each)) {
                    in.error(UserErrorCode.DUPLICATE, "There are two " + list + " of number " + each + ".", list,
                            String.valueOf(i), numberName);
                }
            }
        }
        return records;
    }

    /** {@return a season's or episode's number; a stand-in below 0, with the mistake noted, where there is none} */
    static int number(InputObject in, String name) {
        var before = in.has(name);
        var number = in.number(name, 0, HIGHEST_NUMBER);
        if (number.value() != null) {
            return number.value();
        }
        if (number.given() || !before) {
            in.required(name, number, -1);
        }
        return -1;
    }
}

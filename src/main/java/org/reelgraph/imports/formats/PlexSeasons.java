package org.reelgraph.imports.formats;

import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;

/** What Plex's episodes say of their season. */
final class PlexSeasons {

    private PlexSeasons() {
    }

    /** Notes episodes that say they belong to another season than they stand in. */
    static void check(SeasonRecord season, InputObject in) {
        for (var i = 0; i < season.episodeList().size(); i++) {
            var named = season.episodeList().get(i).seasonNumber().value();
            if (named != null && season.number() >= 0 && named != season.number()) {
                in.error(UserErrorCode.INVALID, "The episode stands in season " + season.number()
                        + " and says that it belongs to season " + named + ".", "episodes", String.valueOf(i),
                        "seasonNumber");
            }
        }
    }
}

package org.reelgraph.plays;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.imports.jobs.WatchHistory;

/**
 * Keeps imported viewings as plays. Their source is the format and not the library's: a server's history goes on from its
 * own latest play.
 */
@Singleton
class ImportedViewings implements WatchHistory {

    private final PlayWriter plays;

    ImportedViewings(PlayWriter plays) {
        this.plays = plays;
    }

    @Override
    public void add(String format, List<Watched> viewings) {
        plays.saveWatched(format, viewings);
    }
}

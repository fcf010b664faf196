package org.reelgraph.imports.jobs;

import java.util.List;
import org.reelgraph.imports.records.Viewing;

/** Keeps what a source tells of what was watched. */
public interface WatchHistory {

    /** That an item of the library was watched. */
    record Watched(long mediaId, Viewing viewing) {
    }

    /**
     * Keeps viewings, in the caller's transaction; those that are known already don't count twice.
     *
     * @param format of the source
     */
    void add(String format, List<Watched> viewings);
}

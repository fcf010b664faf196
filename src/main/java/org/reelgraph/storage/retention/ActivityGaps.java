package org.reelgraph.storage.retention;

import java.util.List;

/** Tells when nothing happened, by a record of what did. */
public interface ActivityGaps {

    /**
     * {@return the times in which nothing was recorded for longer than this, in milliseconds; the latest first}
     *
     * @param until what was recorded later doesn't count, in milliseconds since 1970-01-01T00:00Z
     */
    List<Gap> findGaps(long until, long longest);
}

package org.reelgraph.imports.formats;

import org.reelgraph.imports.records.Notice;

/** The notices that only files of some formats can cause. */
public final class SourceNotices {

    /** A list names a series whose details are missing. */
    public static final Notice.Code DETAILS_MISSING = new Notice.Code("DETAILS_MISSING");

    /** What somebody rated, listed or collected, or watched at an unknown time. */
    public static final Notice.Code VIEWING_LEFT_OUT = new Notice.Code("VIEWING_LEFT_OUT");

    /** Another row of the same item says something else, and counts. */
    public static final Notice.Code SUPERSEDED = new Notice.Code("SUPERSEDED");

    private SourceNotices() {
    }
}

package org.reelgraph.imports.formats;

import org.reelgraph.imports.records.Notice;

/** The notices that only files of some formats can cause. */
public final class SourceNotices {

    /** A list names a series whose details are missing. */
    public static final Notice.Code DETAILS_MISSING = new Notice.Code("DETAILS_MISSING");

    private SourceNotices() {
    }
}

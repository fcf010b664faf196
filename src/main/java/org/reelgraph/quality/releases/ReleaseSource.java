package org.reelgraph.quality.releases;

import java.util.Set;

/** What a release was made from, worst first. */
public enum ReleaseSource {
    CAM, TELESYNC, WORKPRINT, TELECINE, SCREENER, REGIONAL, SDTV, DVD, HDTV, WEBRIP, WEBDL, BLURAY, REMUX;

    private static final Set<ReleaseSource> STANDARD_DEFINITION = Set.of(REGIONAL, SDTV, DVD);

    /** {@return whether it is older than what is sold: filmed in a cinema, or made for critics} */
    public boolean isBeforeRelease() {
        return compareTo(REGIONAL) < 0;
    }

    /** {@return whether it has standard definition unless the name says otherwise} */
    boolean isStandardDefinition() {
        return STANDARD_DEFINITION.contains(this);
    }
}

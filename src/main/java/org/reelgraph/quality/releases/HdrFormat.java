package org.reelgraph.quality.releases;

/** Formats of a high dynamic range; {@link #HDR} if the name doesn't say which. */
public enum HdrFormat {
    HDR, HDR10, HDR10_PLUS, DOLBY_VISION, HLG
}

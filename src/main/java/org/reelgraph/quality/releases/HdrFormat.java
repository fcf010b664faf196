package org.reelgraph.quality.releases;

/** High-dynamic-range formats; {@link #HDR} if the name doesn't say which. */
public enum HdrFormat {
    HDR, HDR10, HDR10_PLUS, DOLBY_VISION, HLG
}

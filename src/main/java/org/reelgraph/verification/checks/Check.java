package org.reelgraph.verification.checks;

/** What is checked. */
public enum Check {
    TITLE, FILE_TYPE, CONTAINER, DURATION, BITRATE, ASPECT_RATIO, QUALITY, DECODING
}

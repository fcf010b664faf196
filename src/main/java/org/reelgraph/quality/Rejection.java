package org.reelgraph.quality;

/**
 * A reason why a release isn't accepted.
 *
 * @param message in words, for people
 */
public record Rejection(Code code, String message) {

    /** The kinds of reasons. */
    public enum Code {
        QUALITY_UNKNOWN, QUALITY_NOT_ALLOWED, SIZE_TOO_SMALL, SIZE_TOO_LARGE, SOURCE_NOT_RELEASED, SAMPLE, WRONG_KIND
    }
}

package org.reelgraph.testing.servers;

/** What a {@link FakeServer} does in place of an answer, or to it. */
public enum Fault {
    /** 429, with the wish to be left alone for a moment. */
    THROTTLED,
    /** 503 by a proxy. */
    UNAVAILABLE,
    /** 200 with a page for people. */
    HTML,
    /** The connection ends within the answer. */
    CUT,
    /** The connection ends before there is an answer. */
    CLOSED,
    /** No answer, until the fake is closed. */
    HANGING,
    /** Success, and nothing; so Tautulli answers while it doesn't reach Plex. */
    EMPTY,
    /** More is said to be there than is listed. */
    LYING
}

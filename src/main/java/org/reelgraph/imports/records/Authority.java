package org.reelgraph.imports.records;

/** What the source of an import has to say about its items. */
public enum Authority {
    /**
     * It decides what its items are, as the server of a connection does: if it names other external ids of an item than
     * before, these replace those that it named.
     */
    SERVER,
    /** It describes items. */
    DESCRIPTION,
    /** It tells what was watched. Items with a rating key are kept by another program, and stay as they are. */
    HISTORY
}

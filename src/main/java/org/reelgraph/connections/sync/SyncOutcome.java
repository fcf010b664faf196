package org.reelgraph.connections.sync;

/** What a synchronisation does with an item of a section. */
public enum SyncOutcome {
    /** It is still to be read. */
    LISTED,
    /** It isn't read, since it has not changed. */
    UNCHANGED,
    /** It was read. */
    READ,
    /** It was read but for its seasons and episodes, which stay as they are. */
    PARTS_KEPT,
    /** It could not be read, and stays as it is. */
    KEPT,
    /** Two lists no longer have it. */
    GONE,
    /** One list no longer has it, and no second one says so. */
    UNCONFIRMED
}

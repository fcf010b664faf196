package org.reelgraph.connections.sync;

/** What a synchronisation reads of a section. */
public enum SyncMode {
    /** Each item. */
    FULL,
    /** What is new or has changed since the last time. */
    INCREMENTAL
}

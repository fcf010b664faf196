package org.reelgraph.storage.migrations;

import java.time.Instant;
import java.util.Optional;

/**
 * A migration script and what became of it in the database.
 *
 * @param version      its number
 * @param milliseconds how long it ran, if it did
 */
public record ScriptState(String version, String description, State state, Optional<Instant> at, int milliseconds) {

    /** What became of a script. */
    public enum State {
        /** It ran. */
        APPLIED,
        /** It will run when the server starts. */
        PENDING,
        /** It ran, and this program doesn't know it. */
        UNKNOWN,
        /** It failed halfway. */
        FAILED
    }
}

package org.reelgraph.plays;

import java.util.Map;
import java.util.Optional;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.graphql.schema.GlobalId;

/**
 * Whose play history is to be read.
 *
 * @param connection the global id of the connection
 * @param full       whether to read all of it, rather than what is new
 */
record PlayHistoryInput(String connection, boolean full) {

    static final String CONNECTION = "id";

    private static final String FULL = "full";

    /** {@return what the input of a job, or of a schedule's jobs, holds} */
    static PlayHistoryInput of(Map<String, Object> input) {
        return new PlayHistoryInput(String.valueOf(input.get(CONNECTION)), Boolean.TRUE.equals(input.get(FULL)));
    }

    /** {@return the same as a job keeps it} */
    Map<String, Object> map() {
        return Map.of(CONNECTION, connection, FULL, full);
    }

    /** {@return the number of the connection; empty if the text is no id of a connection} */
    Optional<Long> connectionId() {
        return GlobalId.find(ConnectedServer.PREFIX, connection);
    }
}

package org.reelgraph.graphql.execution;

import java.util.Optional;
import org.reelgraph.graphql.access.Caller;

/**
 * The event that a request met an unexpected error, whose cause the log has.
 *
 * @param operation the operation's name
 * @param path      where in the answer, or the address that was asked for
 */
public record Failed(Caller caller, Optional<String> operation, String path) {
}

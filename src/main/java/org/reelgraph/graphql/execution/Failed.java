package org.reelgraph.graphql.execution;

import java.util.Optional;
import org.reelgraph.graphql.access.Caller;

/**
 * The event that a request failed with an unexpected error. The log has its cause.
 *
 * @param operation the operation's name
 * @param path      the path in the response, or the path of the requested URL
 */
public record Failed(Caller caller, Optional<String> operation, String path) {
}

package org.reelgraph.graphql.errors;

import java.util.List;

/**
 * What was wrong with one value of a mutation's input.
 *
 * @param path the way to the value, from the argument on; list positions start at 0
 */
public record UserError(UserErrorCode code, String message, List<String> path) {
}

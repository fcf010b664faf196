package org.reelgraph.graphql.plan;

/**
 * A value of the scalar {@code JSON} in the form it has in the response.
 *
 * @param text well-formed JSON
 */
public record JsonText(String text) {
}

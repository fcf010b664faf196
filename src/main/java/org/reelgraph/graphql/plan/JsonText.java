package org.reelgraph.graphql.plan;

/**
 * A value of the scalar {@code JSON} that is in its form in the answer already.
 *
 * @param text well-formed JSON
 */
public record JsonText(String text) {
}

package org.reelgraph.graphql.schema;

/** The schema as it stands in {@code schema.graphqls}. */
public record Contract(String sdl) {
}

package org.reelgraph.graphql;

/** The schema as it stands in {@code schema.graphqls}. */
record Contract(String sdl) {
}

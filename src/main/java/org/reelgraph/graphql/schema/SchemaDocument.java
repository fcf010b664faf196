package org.reelgraph.graphql.schema;

/** The schema as it stands in {@code schema.graphqls}. */
public record SchemaDocument(String sdl) {
}

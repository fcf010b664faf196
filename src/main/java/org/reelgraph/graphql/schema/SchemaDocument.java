package org.reelgraph.graphql.schema;

/** The text of {@code schema.graphqls}. */
public record SchemaDocument(String sdl) {
}

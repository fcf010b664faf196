package org.reelgraph.graphql.schema;

/**
 * Something that a subscription tells of. The operation is executed for it, with it as the value of the root field
 * (GraphQL specification, "Source Stream").
 */
public record SourceEvent(Object value) {
}

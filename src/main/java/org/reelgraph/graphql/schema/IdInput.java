package org.reelgraph.graphql.schema;

import io.micronaut.core.annotation.Introspected;

/**
 * The input of mutations that take only a global id.
 *
 * @param id the global id as the client sent it
 */
@Introspected
public record IdInput(String id) {
}

/**
 * The engine: HTTP endpoints, schema assembly, data loaders, ids, connections, scalars and errors. It knows no feature;
 * features hand it their part of the schema as a {@link org.reelgraph.graphql.SchemaPart}.
 */
package org.reelgraph.graphql;

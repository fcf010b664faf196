package org.reelgraph.graphql.schema;

/** A feature's part of the schema: a bean, found by the engine. */
public interface SchemaContributor {

    /** Adds the feature's types, fields, nodes and loaders. */
    void addTo(SchemaAssembly schema);
}

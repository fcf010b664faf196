package org.reelgraph.graphql.schema;

/** A feature's part of the schema. An implementation is a bean; the engine finds it. */
public interface SchemaContributor {

    /** Adds the feature's types, fields, nodes and loaders. */
    void addTo(SchemaAssembly schema);
}

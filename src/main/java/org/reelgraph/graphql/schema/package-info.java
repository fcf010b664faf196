/** The schema: how features contribute to it, its ids, scalars and data loaders, and the schema document. */
package org.reelgraph.graphql.schema;

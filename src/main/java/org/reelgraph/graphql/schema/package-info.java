/** The schema: how features contribute to it, ids, scalars, data loaders and the document that describes it. */
package org.reelgraph.graphql.schema;

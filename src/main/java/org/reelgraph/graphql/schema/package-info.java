/** The schema: how features contribute to it, its ids, scalars and data loaders, and the schema document. */
@NullMarked
package org.reelgraph.graphql.schema;

import org.jspecify.annotations.NullMarked;

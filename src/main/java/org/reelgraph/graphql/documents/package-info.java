/** Documents that requests name instead of sending their text, and which documents callers may run at all. */
@NullMarked
package org.reelgraph.graphql.documents;

import org.jspecify.annotations.NullMarked;

/** Limits on what one operation may ask for, checked before execution. */
@NullMarked
package org.reelgraph.graphql.limits;

import org.jspecify.annotations.NullMarked;

/** Limits on what one operation may ask for, checked before execution. */
package org.reelgraph.graphql.limits;

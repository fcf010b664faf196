/** What one operation may ask for, checked before any of it is executed. */
package org.reelgraph.graphql.limits;

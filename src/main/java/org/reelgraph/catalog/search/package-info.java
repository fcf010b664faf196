/** Search: what is indexed of the catalogue, how a query is understood, and in which order what fits is found. */
@NullMarked
package org.reelgraph.catalog.search;

import org.jspecify.annotations.NullMarked;

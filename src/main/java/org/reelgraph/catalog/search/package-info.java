/** Search: what is indexed of the catalogue, how a query is understood, and in which order what fits is found. */
package org.reelgraph.catalog.search;

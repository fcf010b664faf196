/** The sort order of titles and names, which is redone when the language changes. */
package org.reelgraph.catalog.collation;

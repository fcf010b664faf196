/** The sort order of titles and names, which is redone when the language changes. */
@NullMarked
package org.reelgraph.catalog.collation;

import org.jspecify.annotations.NullMarked;

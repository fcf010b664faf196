/** The catalogue's tables as an import reads and writes them, through the data source {@code writer}. */
@NullMarked
package org.reelgraph.imports.merge.stores;

import org.jspecify.annotations.NullMarked;

/** The catalogue's tables as an import reads and writes them, through the data source {@code writer}. */
package org.reelgraph.imports.merge.stores;

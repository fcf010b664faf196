/** What can be read of a damaged database is put into a new one. */
@NullMarked
package org.reelgraph.storage.salvage;

import org.jspecify.annotations.NullMarked;

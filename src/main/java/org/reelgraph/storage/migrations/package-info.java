/** How a database is brought up to date before anything uses it, after its data was saved. */
@NullMarked
package org.reelgraph.storage.migrations;

import org.jspecify.annotations.NullMarked;

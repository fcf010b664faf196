/** How a database is brought up to date before anything uses it, after its data was saved. */
package org.reelgraph.storage.migrations;

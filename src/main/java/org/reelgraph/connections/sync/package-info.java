/**
 * Jobs that synchronise the library with the servers that it comes from: what a server answers is kept, imported from
 * there, and only then compared with what is no longer listed. Each kind of server has a {@link SyncedServer}.
 */
@NullMarked
package org.reelgraph.connections.sync;

import org.jspecify.annotations.NullMarked;

/** Webhooks: by which servers tell what is new. */
@NullMarked
package org.reelgraph.connections.webhooks;

import org.jspecify.annotations.NullMarked;

/** Programs that download or search for releases: what each answers over HTTP, and what it means. */
@NullMarked
package org.reelgraph.connections.clients;

import org.jspecify.annotations.NullMarked;

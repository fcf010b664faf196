/**
 * Artwork that sources only name: jobs that fetch it, what became of each picture, and which items lack a poster.
 * {@code web} asks other servers.
 */
@NullMarked
package org.reelgraph.artwork.fetching;

import org.jspecify.annotations.NullMarked;

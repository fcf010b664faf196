/** Hostile clients: a corpus of attacks in {@code src/test/resources/attacks}, and requests made at random. */
@NullMarked
package org.reelgraph.attacks;

import org.jspecify.annotations.NullMarked;

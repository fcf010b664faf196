package org.reelgraph.graphql.queue;

import java.time.Duration;

/**
 * How much may wait in a queue.
 *
 * @param all   requests of all clients together
 * @param ofOne requests of one client
 * @param longest how long a request may wait
 */
record QueueBounds(int all, int ofOne, Duration longest) {
}

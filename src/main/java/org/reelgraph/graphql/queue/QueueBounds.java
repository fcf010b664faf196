package org.reelgraph.graphql.queue;

import java.time.Duration;

/**
 * How many requests may wait in a queue, and for how long.
 *
 * @param all     maximum number of requests of all clients together
 * @param ofOne   maximum number of requests of one client
 * @param longest how long a request may wait
 */
record QueueBounds(int all, int ofOne, Duration longest) {
}

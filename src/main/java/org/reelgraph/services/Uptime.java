package org.reelgraph.services;

import org.jspecify.annotations.Nullable;

/**
 * How often checks found a service up.
 *
 * @param service the service's key
 * @param day     the share of the last 24 hours' checks; null if there were none
 * @param month   the same of the last 30 days
 */
record Uptime(String service, @Nullable Double day, @Nullable Double month) {
}

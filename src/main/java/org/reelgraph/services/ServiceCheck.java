package org.reelgraph.services;

import java.time.Instant;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param service the service's key
 * @param millis  how long the service took to answer, or to fail
 * @param problem what was wrong; empty if nothing was
 */
record ServiceCheck(String service, Instant at, int millis, Optional<String> problem) {
}

/** Traces of requests, operations and jobs, sent to an OpenTelemetry collector. Its library is loaded only where one is set. */
@NullMarked
package org.reelgraph.telemetry.tracing;

import org.jspecify.annotations.NullMarked;

/** What the server tells of its own work: metrics, and operations that took long. */
@NullMarked
package org.reelgraph.telemetry;

import org.jspecify.annotations.NullMarked;

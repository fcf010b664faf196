package org.reelgraph.storage.migrations;

import java.time.Duration;

/**
 * A script that ran.
 *
 * @param rows how many rows its statements added, changed and deleted
 */
public record ScriptRun(String script, int statements, long rows, Duration time) {
}

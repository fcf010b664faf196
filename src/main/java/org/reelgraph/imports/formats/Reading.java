package org.reelgraph.imports.formats;

import java.time.ZoneId;

/**
 * How files are read.
 *
 * @param source the name of the source the records come from, which images carry
 * @param zone   the zone of instants that are written without an offset
 */
public record Reading(String source, ZoneId zone) {
}

package org.reelgraph.imports.formats;

import java.time.ZoneId;
import org.reelgraph.imports.records.Validation;

/**
 * How files are read.
 *
 * @param source the name of the source the records come from, which images carry
 * @param zone   the zone of instants that are written without an offset
 * @param policy what becomes of a record with a value that can't be used
 */
public record Reading(String source, ZoneId zone, Validation.Policy policy) {
}

package org.reelgraph.imports.formats.trees;

import java.time.ZoneId;
import org.reelgraph.imports.records.Validation;

/**
 * How files are read.
 *
 * @param source the name of the records' source, which is stored with images
 * @param zone   the time zone of instants without an offset
 * @param policy what to do with a record that contains an invalid value
 */
public record Reading(String source, ZoneId zone, Validation.Policy policy) {
}

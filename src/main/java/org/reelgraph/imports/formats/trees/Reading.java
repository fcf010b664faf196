package org.reelgraph.imports.formats.trees;

import java.time.ZoneId;
import org.reelgraph.imports.records.Validation;

/**
 * How files are read.
 *
 * @param source the name of the records' source, which is stored with images
 * @param zone   the time zone of instants without an offset
 * @param policy what to do with a record that contains an invalid value
 * @param parts  false if only what the items are known by is needed, so that a reader may leave out their seasons
 */
public record Reading(String source, ZoneId zone, Validation.Policy policy, boolean parts) {

    /** Reads whole records. */
    public Reading(String source, ZoneId zone, Validation.Policy policy) {
        this(source, zone, policy, true);
    }

    /** {@return the same without seasons, where a reader can leave them out} */
    public Reading withoutParts() {
        return new Reading(source, zone, policy, false);
    }
}

package org.reelgraph.imports.formats;

import java.time.ZoneId;

/**
 * How files are read.
 *
 * @param source   the name of the source the records come from, which images carry
 * @param zone     the zone of instants that are written without an offset
 * @param keysOnly whether only what tells which item is meant is wanted, for a look ahead
 */
public record Reading(String source, ZoneId zone, boolean keysOnly) {

    /** {@return the same, for the keys only} */
    public Reading ofKeys() {
        return new Reading(source, zone, true);
    }
}

package org.reelgraph.imports.formats.trees;

import java.time.ZoneId;
import java.util.Set;
import org.reelgraph.imports.records.Validation;

/**
 * How files are read.
 *
 * @param source the name of the records' source, which is stored with images
 * @param zone   the time zone of instants without an offset
 * @param policy what to do with a record that contains an invalid value
 * @param parts  false if only what the items are known by is needed, so that a reader may leave out their seasons
 * @param only   the names of the files to be read, where they have names of their own; empty to read all
 */
public record Reading(String source, ZoneId zone, Validation.Policy policy, boolean parts, Set<String> only) {

    /** Reads whole records. */
    public Reading(String source, ZoneId zone, Validation.Policy policy) {
        this(source, zone, policy, true, Set.of());
    }

    /** {@return the same without seasons, where a reader can leave them out} */
    public Reading withoutParts() {
        return new Reading(source, zone, policy, false, only);
    }

    /** {@return the same of nothing but some files; of all if none is named} */
    public Reading only(Set<String> files) {
        return new Reading(source, zone, policy, parts, files);
    }

    /** {@return whether a file is to be read} */
    public boolean isWanted(String file) {
        return only.isEmpty() || only.contains(file);
    }
}

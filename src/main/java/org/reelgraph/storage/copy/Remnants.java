package org.reelgraph.storage.copy;

import java.util.Map;

/**
 * Rows that belong to others by no foreign key, so that they may be left alone where others couldn't be read. Every bean
 * of this type takes part.
 */
@FunctionalInterface
public interface Remnants {

    /** Deletes those that belong to nothing, in the writer's transaction; {@return how many, by table} */
    Map<String, Integer> delete();
}

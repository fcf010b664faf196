package org.reelgraph.storage.copy;

import java.util.Set;

/**
 * Tables whose content the program makes of that of others, in a form that depends on the database. They are made anew
 * instead of being copied. Every bean of this type takes part.
 */
public interface DerivedTables {

    /** {@return the names of the tables} */
    Set<String> tables();

    /** Makes their content anew, in the writer's transaction. */
    void makeAnew();
}

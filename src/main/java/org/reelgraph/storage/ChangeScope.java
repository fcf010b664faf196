package org.reelgraph.storage;

/** What a transaction may change, from least to most. */
enum ChangeScope {

    /** Nothing that an answer depends on. */
    NOTHING,

    /** Nothing but the library: who may do what stays as it is. */
    LIBRARY,

    /** Anything. */
    ANYTHING;

    /** {@return what two transactions may change between them} */
    ChangeScope and(ChangeScope other) {
        return compareTo(other) < 0 ? other : this;
    }
}

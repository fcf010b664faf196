package org.reelgraph.storage;

/** Where the library is; one implementation for each database. */
public interface DatabasePlace {

    /** {@return the place in words for the owner, without secrets} */
    String inWords();
}

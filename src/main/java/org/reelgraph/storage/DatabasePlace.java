package org.reelgraph.storage;

/** Where the library is; one implementation for each database. */
public interface DatabasePlace {

    /** {@return the place in words for the owner, without secrets} */
    String inWords();

    /** {@return whether it is on this machine, so that no network is waited for} */
    boolean isLocal();
}

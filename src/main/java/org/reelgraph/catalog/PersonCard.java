package org.reelgraph.catalog;

/** What every read gives of a person. */
public sealed interface PersonCard permits Person, PersonCard.Brief {

    /** A person of whom nothing else was read. */
    record Brief(long id, String name) implements PersonCard {
    }

    long id();

    String name();
}

package org.reelgraph.catalog;

import org.reelgraph.graphql.plan.Utf8Text;

/** What every read gives of a person. */
public sealed interface PersonCard permits Person, PersonCard.Brief {

    /** A person of whom nothing else was read. */
    record Brief(long id, Utf8Text name) implements PersonCard {
    }

    long id();

    CharSequence name();
}

package org.reelgraph.graphql.execution;

import java.util.Set;

/** Has something done before a query reads some fields, in case that is due. It may wait for the database. */
public interface ReadPreparation {

    /** {@return the fields of {@code Query} that need it} */
    Set<String> fields();

    /** {@return whether it has to be done now} */
    boolean isDue();

    /** Has it done. */
    void prepare();
}

package org.reelgraph.graphql.execution;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Measures how busy the server is with queries, so that background work can give way. */
@Singleton
public class QueryLoad {

    private final LongAdder nanos = new LongAdder();

    void add(long taken) {
        nanos.add(taken);
    }

    /** {@return the total time that queries have run so far, in nanoseconds} */
    public long nanos() {
        return nanos.sum();
    }
}

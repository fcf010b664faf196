package org.reelgraph.graphql.execution;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** How much queries have to do here, for what runs beside them and can wait. */
@Singleton
public class QueryLoad {

    private final LongAdder nanos = new LongAdder();

    void add(long taken) {
        nanos.add(taken);
    }

    /** {@return how long all queries together have run so far, in nanoseconds} */
    public long nanos() {
        return nanos.sum();
    }
}

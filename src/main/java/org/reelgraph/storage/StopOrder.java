package org.reelgraph.storage;

import io.micronaut.core.order.Ordered;

/** In which order the program's parts stop, once requests under way were given time to be answered. */
public final class StopOrder {

    /** Background workers end. */
    public static final int WORKERS = Ordered.HIGHEST_PRECEDENCE + 1;
    /** Write-behind buffers are written for the last time. */
    public static final int LAST_WRITES = Ordered.HIGHEST_PRECEDENCE + 2;

    private StopOrder() {
    }
}

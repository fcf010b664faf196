package org.reelgraph.imports.jobs;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;

/**
 * Holds imports of a server after a batch, so that a test finds them running however fast the machine is. They go on once they may,
 * or the server ends.
 */
@Singleton
@Replaces(ImportListeners.class)
@Requires(property = HeldImports.PROPERTY)
public final class HeldImports extends ImportListeners {

    /** The property of such a server. */
    public static final String PROPERTY = "test.held-imports";

    private volatile CountDownLatch mayGoOn = new CountDownLatch(0);

    HeldImports(ImportMetrics metrics) {
        super(metrics);
    }

    /** Has the imports of a server wait from their next batch on. */
    public static HeldImports hold(BeanContext server) {
        var imports = server.getBean(HeldImports.class);
        imports.mayGoOn = new CountDownLatch(1);
        return imports;
    }

    /** Has imports go on. */
    public void release() {
        mayGoOn.countDown();
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop(ShutdownEvent event) {
        release();
    }

    @Override
    JobListener of(long job) {
        return (counts, records) -> {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}

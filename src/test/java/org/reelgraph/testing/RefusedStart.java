package org.reelgraph.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.assertj.core.api.AbstractThrowableAssert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server that doesn't start. What it had begun is stopped, or its tasks would run on beside other tests. */
public final class RefusedStart {

    private RefusedStart() {
    }

    /** {@return why a server doesn't start with these settings; fails if it starts} */
    public static AbstractThrowableAssert<?, ? extends Throwable> of(Map<String, ?> settings) {
        var context = ApplicationContext.builder().properties(Map.copyOf(settings)).build();
        try {
            return assertThatThrownBy(() -> context.start().getBean(EmbeddedServer.class).start());
        } finally {
            stop(context);
        }
    }

    // What could not be made may be needed to close the rest.
    private static void stop(ApplicationContext context) {
        context.getActiveBeanRegistrations(ExecutorService.class)
                .forEach(executor -> executor.bean().shutdownNow());
        try {
            context.close();
        } catch (BeanInstantiationException e) {
            assertThat(e).hasMessageContaining("instantiating bean");
        }
    }
}

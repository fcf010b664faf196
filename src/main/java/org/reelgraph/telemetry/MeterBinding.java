package org.reelgraph.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micronaut.configuration.metrics.aggregator.MeterRegistryConfigurer;
import io.micronaut.configuration.metrics.micrometer.MeterRegistryFactory;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;

/**
 * Binds meters once the server has started. The framework would do so as soon as there is a registry, which the database's
 * pools need; whatever reads the database comes after these, and so couldn't be measured.
 */
@Singleton
@Replaces(bean = MeterRegistryConfigurer.class, factory = MeterRegistryFactory.class)
class MeterBinding implements MeterRegistryConfigurer<CompositeMeterRegistry> {

    private final BeanProvider<MeterBinder> binders;
    private final Collection<MeterFilter> filters;
    private Optional<MeterRegistry> registry = Optional.empty();

    MeterBinding(BeanProvider<MeterBinder> binders, Collection<MeterFilter> filters) {
        this.binders = binders;
        this.filters = filters;
    }

    @Override
    public void configure(CompositeMeterRegistry made) {
        filters.forEach(made.config()::meterFilter);
        registry = Optional.of(made);
    }

    @Override
    public Class<CompositeMeterRegistry> getType() {
        return CompositeMeterRegistry.class;
    }

    @EventListener
    void bind(ServerStartupEvent started) {
        registry.ifPresent(made -> binders.forEach(binder -> binder.bindTo(made)));
    }
}

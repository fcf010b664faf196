package org.reelgraph.graphql;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads the lists of origins and headers as owners write them: with spaces after commas, and origins with a slash at the end. */
@Singleton
class CorsLists implements BeanCreatedEventListener<CorsConfiguration> {

    @Override
    public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
        event.getBean().getConfigurations().values().forEach(rules -> {
            rules.setAllowedOrigins(tidied(rules.getAllowedOrigins()));
            rules.setAllowedHeaders(tidied(rules.getAllowedHeaders()));
        });
        return event.getBean();
    }

    private static List<String> tidied(List<String> values) {
        return values.stream().map(value -> value.strip().replaceFirst("/$", "")).toList();
    }
}

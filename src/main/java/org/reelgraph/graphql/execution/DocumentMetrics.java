package org.reelgraph.graphql.execution;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.function.ToLongFunction;

/** How many requests found their document parsed already. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class DocumentMetrics implements MeterBinder {

    private final ParsedDocuments documents;

    DocumentMetrics(ParsedDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        lookups(registry, "hit", ParsedDocuments::hits);
        lookups(registry, "miss", ParsedDocuments::misses);
    }

    private void lookups(MeterRegistry registry, String result, ToLongFunction<ParsedDocuments> count) {
        FunctionCounter.builder("reelgraph.documents", documents, count::applyAsLong)
                .tag("result", result).description("Lookups of documents that may be parsed already")
                .register(registry);
    }
}

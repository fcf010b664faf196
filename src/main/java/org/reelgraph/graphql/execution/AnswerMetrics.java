package org.reelgraph.graphql.execution;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.function.ToLongFunction;

/** How many answers are remembered, and how often that is of use. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class AnswerMetrics implements MeterBinder {

    private final RememberedAnswers answers;

    AnswerMetrics(RememberedAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        lookups(registry, "hit", RememberedAnswers::hits);
        lookups(registry, "miss", RememberedAnswers::misses);
        FunctionCounter.builder("reelgraph.answers.evicted", answers, RememberedAnswers::evictions)
                .description("Remembered answers that gave way to others").register(registry);
        Gauge.builder("reelgraph.answers.bytes", answers, RememberedAnswers::bytes)
                .description("Bytes of remembered answers").register(registry);
    }

    private void lookups(MeterRegistry registry, String result, ToLongFunction<RememberedAnswers> count) {
        FunctionCounter.builder("reelgraph.answers", answers, count::applyAsLong).tag("result", result)
                .description("Queries whose answer may be remembered").register(registry);
    }
}

package org.reelgraph.imports.jobs;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.reelgraph.imports.merge.Result.Outcome;

/** How many records the imports of this program have handled, from which a rate follows. */
@Singleton
class ImportMetrics implements MeterBinder {

    private final Map<Outcome, LongAdder> records;

    ImportMetrics() {
        var counts = new EnumMap<Outcome, LongAdder>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
        }
        records = Collections.unmodifiableMap(counts);
    }

    void count(List<ImportRecord> handled) {
        handled.forEach(
                each -> Objects.requireNonNull(records.get(each.outcome()), "Every outcome has a count.").increment());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        records.forEach((outcome, count) -> FunctionCounter.builder("reelgraph.import.records", count, LongAdder::sum)
                .tag("outcome", outcome.name()).description("Records that imports have handled").register(registry));
    }
}

package org.reelgraph.telemetry.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the owner once that traces don't arrive, and once when they do again. */
final class WatchedExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedExporter.class);

    private final SpanExporter exporter;
    private final String collector;
    private final AtomicBoolean fails = new AtomicBoolean();

    /** @param collector where the exporter sends them */
    WatchedExporter(SpanExporter exporter, String collector) {
        this.exporter = exporter;
        this.collector = collector;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var result = exporter.export(spans);
        return result.whenComplete(() -> note(result));
    }

    private void note(CompletableResultCode result) {
        if (result.isSuccess() && fails.getAndSet(false)) {
            LOG.info("Traces arrive at {} again", collector);
        } else if (!result.isSuccess() && !fails.getAndSet(true)) {
            LOG.warn("Traces don't arrive at {}, and are dropped until they do: {}", collector,
                    Optional.ofNullable(result.getFailureThrowable()).map(Throwable::getCause).map(Throwable::toString)
                            .orElse("it refuses them"));
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}

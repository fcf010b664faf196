package org.reelgraph.telemetry.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.reelgraph.graphql.access.RequestTrace;

/**
 * A request that is traced.
 *
 * @param context has its span
 */
record TracedRequest(Context context) implements RequestTrace {

    Span span() {
        return Span.fromContext(context);
    }

    @Override
    public String id() {
        return span().getSpanContext().getTraceId();
    }
}

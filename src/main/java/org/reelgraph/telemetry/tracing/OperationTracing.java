package org.reelgraph.telemetry.tracing;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.execution.OperationTrace;
import org.reelgraph.graphql.execution.OperationTracer;

/** Traces operations: their loaders and their statements. */
@Singleton
@Requires(beans = Tracing.class)
class OperationTracing implements OperationTracer {

    private final Tracing tracing;
    private final String database;

    /** @param database which kind it is */
    OperationTracing(Tracing tracing, @Property(name = "reelgraph.storage") String database) {
        this.tracing = tracing;
        this.database = database;
    }

    @Override
    public OperationTrace begin(Caller caller, boolean isEvent) {
        var request = caller.trace().map(TracedRequest.class::cast);
        var builder = tracing.tracer().spanBuilder(TracedOperation.UNKNOWN).setSpanKind(SpanKind.SERVER);
        if (isEvent) {
            // The request may have been hours ago.
            builder.setNoParent();
            request.ifPresent(begun -> builder.addLink(begun.span().getSpanContext()));
        } else {
            builder.setParent(request.map(TracedRequest::context).orElse(Context.root()));
        }
        var span = builder.startSpan();
        return span.isRecording()
                ? new TracedOperation(tracing.tracer(), database, span)
                : OperationTrace.NONE;
    }
}

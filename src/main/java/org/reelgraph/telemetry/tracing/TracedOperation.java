package org.reelgraph.telemetry.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.reelgraph.graphql.execution.EndedOperation;
import org.reelgraph.graphql.execution.OperationTrace;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.Step;

/** The spans of an operation. They tell texts of statements and the hash of the document, but no values. */
final class TracedOperation implements OperationTrace {

    /** The name of an operation's span until it is known what it is. */
    static final String UNKNOWN = "GraphQL Operation";

    // A mutation that imports runs thousands of statements.
    static final int MOST_STEPS = 500;

    private final Tracer tracer;
    private final String database;
    private final Span span;
    private Context current;
    private int steps;

    /** @param database which kind it is, as OpenTelemetry's semantic conventions name it */
    TracedOperation(Tracer tracer, String database, Span span) {
        this.tracer = tracer;
        this.database = database;
        this.span = span;
        this.current = Context.root().with(span);
    }

    @Override
    public Step loading(String loader, int keys) {
        if (++steps > MOST_STEPS) {
            return Step.UNWATCHED;
        }
        var outer = current;
        var loading = begun(tracer.spanBuilder(loader).setAttribute("reelgraph.loader.keys", keys));
        current = outer.with(loading);
        return new SpanStep(loading, () -> current = outer);
    }

    @Override
    public Step executing(String sql) {
        if (++steps > MOST_STEPS) {
            return Step.UNWATCHED;
        }
        var operation = firstWord(sql);
        return new SpanStep(begun(tracer.spanBuilder(operation).setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", database).setAttribute("db.operation.name", operation)
                .setAttribute("db.query.text", sql)), () -> {
                });
    }

    private Span begun(SpanBuilder step) {
        return step.setParent(current).startSpan();
    }

    private static String firstWord(String sql) {
        var text = sql.stripLeading();
        var end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toUpperCase(Locale.ROOT);
    }

    @Override
    public void ended(EndedOperation operation) {
        operation.kind().map(kind -> kind.name().toLowerCase(Locale.ROOT)).ifPresent(
                kind -> span.updateName(kind).setAttribute("graphql.operation.type", kind));
        operation.name().ifPresent(name -> span.setAttribute("graphql.operation.name", name));
        span.setAttribute("reelgraph.document.sha256", Sha256.hex(operation.document()));
        span.setAttribute("reelgraph.request.id", operation.caller().requestId());
        span.setAttribute("reelgraph.statements", operation.statements());
        span.setAttribute("reelgraph.rows", operation.rows());
        span.setAttribute("reelgraph.values", operation.values());
        if (steps > MOST_STEPS) {
            span.setAttribute("reelgraph.steps.left_out", steps - MOST_STEPS);
        }
        operation.error().ifPresent(error -> {
            span.setAttribute("error.type", error.name());
            if (error.status().getCode() >= RequestTracing.FIRST_SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
        });
        span.end();
    }
}

package org.reelgraph.telemetry.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.SQLException;
import org.reelgraph.storage.Step;

/**
 * A step that is told by a span. Of a failure it tells the kind, but no message, which may hold values.
 *
 * @param after what is to be done at its end
 */
record SpanStep(Span span, Runnable after) implements Step {

    @Override
    public void failed(Throwable cause) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type",
                cause instanceof SQLException failure && failure.getSQLState() != null
                        ? failure.getSQLState()
                        : cause.getClass().getName());
    }

    @Override
    public void close() {
        span.end();
        after.run();
    }
}

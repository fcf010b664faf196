package org.reelgraph.telemetry.tracing;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.RunListener;
import org.reelgraph.storage.Step;

/** Traces jobs, each as a trace of its own, without their many statements. */
@Singleton
@Requires(beans = Tracing.class)
class JobTracing implements RunListener {

    private final Tracing tracing;

    JobTracing(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public Step begins(Job job) {
        return new SpanStep(tracing.tracer().spanBuilder("job " + job.kind()).setNoParent()
                .setAttribute("reelgraph.job.kind", job.kind()).setAttribute("reelgraph.job.id", job.id())
                .setAttribute("reelgraph.job.attempt", job.attempts()).startSpan(), () -> {
                });
    }
}

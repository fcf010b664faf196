package org.reelgraph.imports.undo;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.undo.UndoJobs.UndoImportPayload;

/** The mutation undoImport, which queues a job and returns at once. */
@Singleton
class UndoMutation implements SchemaContributor {

    /** The input of {@code undoImport}. */
    @Introspected
    record UndoImportInput(String jobId, boolean dryRun, boolean force) {
    }

    private final UndoJobs jobs;

    UndoMutation(UndoJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("undoImport", UndoImportInput.class,
                (input, env) -> jobs.undo(Actor.of(Caller.of(env)), input.jobId(), input.dryRun(), input.force()));
        schema.type("UndoImportPayload", UndoImportPayload.class);
    }
}

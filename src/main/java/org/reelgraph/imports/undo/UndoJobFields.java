package org.reelgraph.imports.undo;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaAssembly.TypeFields;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.imports.undo.log.UndoLog;
import org.reelgraph.imports.undo.log.UndoLogHeader;
import org.reelgraph.imports.undo.log.UndoLogRepository;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobPages;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Jobs that undo others, with their records; and whether a job can be undone. */
@Singleton
class UndoJobFields implements SchemaContributor {

    private static final ListName RECORDS = ListName.of("undoRecords");
    private static final Cursor FIRST = Cursor.of(RECORDS, -1);

    private final UndoableJobs undoable;
    private final UndoLog log;
    private final Loader<Long, UndoLogHeader> logByJob;
    private final JobPages<UndoRecord> records;

    UndoJobFields(UndoableJobs undoable, UndoLog log, UndoLogRepository logs, UndoRecordReader records) {
        this.undoable = undoable;
        this.log = log;
        logByJob = new Loader<>("UndoLogByJob", ids -> logs.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(UndoLogHeader::jobId, header -> header)));
        this.records = new JobPages<>("UndoRecord", ListName.of("undoRecords"), records, UndoRecord::jobId,
                UndoRecord::position);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(logByJob));
        records.addTo(schema);
        schema.connection("UndoRecord");
        schema.type("UndoRecord", UndoRecord.class).field("media", env -> media(schema, env))
                .field("person", env -> person(schema, env));
        var type = schema.type("UndoJob", Job.class)
                .property("dryRun", (Job job) -> input(job).dryRun()).property("force", (Job job) -> input(job).force())
                .field("undoneJob", env -> undoneJob(schema, env))
                .field("restored", env -> records.count(env, Outcome.RESTORED))
                .field("deleted", env -> records.count(env, Outcome.DELETED))
                .field("unchanged", env -> records.count(env, Outcome.UNCHANGED))
                .field("refused", env -> records.count(env, Outcome.REFUSED)).field("records", records::page);
        addUndoability(type);
        undoable.typeNames().forEach(name -> addUndoability(schema.type(name, Job.class)));
    }

    private void addUndoability(TypeFields type) {
        type.field("undoable", env -> undoability(env, Undoability::isUndoable))
                .field("undoableUntil", env -> undoability(env, Undoability::until))
                .field("notUndoableReason", env -> undoability(env, Undoability::reason));
    }

    private <T extends @Nullable Object> CompletableFuture<T> undoability(DataFetchingEnvironment env,
            Function<Undoability, T> part) {
        Job job = Required.source(env);
        return logByJob.load(env, job.id()).thenApply(
                header -> part.apply(Undoability.of(job, Optional.ofNullable(header), log.kept())));
    }

    private static UndoInput input(Job job) {
        return UndoInput.of(JobInput.read(job.input()));
    }

    private static @Nullable Object undoneJob(SchemaAssembly schema, DataFetchingEnvironment env) {
        var id = GlobalId.parse(String.valueOf(JobInput.read(Required.<Job>source(env).input()).get(UndoInput.JOB)));
        return schema.nodeOf(id.prefix()).find().apply(env, id.id());
    }

    private static @Nullable Object media(SchemaAssembly schema, DataFetchingEnvironment env) {
        UndoRecord record = Required.source(env);
        var kind = record.mediaKind();
        return kind == null ? null : schema.nodeOf(kind.prefix()).find().apply(env, record.entityId());
    }

    private static @Nullable Object person(SchemaAssembly schema, DataFetchingEnvironment env) {
        UndoRecord record = Required.source(env);
        return !record.isPerson() ? null : schema.nodeOf("person").find().apply(env, record.entityId());
    }
}

package org.reelgraph.imports.undo;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
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
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** Jobs that undo others, with their records; and whether a job can be undone. */
@Singleton
class UndoJobFields implements SchemaContributor {

    private static final ListName RECORDS = ListName.of("undoRecords");
    private static final Cursor FIRST = Cursor.of(RECORDS, -1);

    private record PageKey(long jobId, PageRequest page, @Nullable Outcome outcome) {
        PageKey of(long job) {
            return new PageKey(job, page, outcome);
        }
    }

    private final UndoLog log;
    private final Loader<Long, UndoLogHeader> logByJob;
    private final Loader<PageKey, List<UndoRecord>> pages;
    private final Loader<Long, Map<Outcome, Integer>> counts;

    UndoJobFields(UndoLog log, UndoLogRepository logs, UndoRecordReader records) {
        this.log = log;
        logByJob = new Loader<>("UndoLogByJob", ids -> logs.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(UndoLogHeader::jobId, header -> header)));
        pages = Loader.ofLists("UndoRecordPageByJob", keys -> readPages(records, keys));
        counts = Loader.withDefault("UndoRecordCountsByJob", Map.of(), ids -> readCounts(records, ids));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(logByJob, pages, counts));
        schema.connection("UndoRecord");
        schema.type("UndoRecord", UndoRecord.class).field("media", env -> media(schema, env))
                .field("person", env -> person(schema, env));
        var type = schema.type("UndoJob", Job.class)
                .property("dryRun", (Job job) -> input(job).dryRun()).property("force", (Job job) -> input(job).force())
                .field("undoneJob", env -> undoneJob(schema, env))
                .field("restored", env -> count(env, Outcome.RESTORED))
                .field("deleted", env -> count(env, Outcome.DELETED))
                .field("unchanged", env -> count(env, Outcome.UNCHANGED))
                .field("refused", env -> count(env, Outcome.REFUSED)).field("records", this::records);
        addUndoability(type);
        addUndoability(schema.type("ImportJob", Job.class));
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

    private CompletableFuture<Integer> count(DataFetchingEnvironment env, Outcome outcome) {
        return counts.load(env, Required.<Job>source(env).id()).thenApply(all -> all.getOrDefault(outcome, 0));
    }

    private CompletableFuture<Connection<UndoRecord>> records(DataFetchingEnvironment env) {
        var jobId = Required.<Job>source(env).id();
        var page = PageRequest.of(env, RECORDS, 1);
        String outcome = env.getArgument("outcome");
        var wanted = Optional.ofNullable(outcome).map(Outcome::valueOf);
        return pages.load(env, new PageKey(jobId, page, wanted.orElse(null))).thenApply(
                found -> Connection.of(found, page, record -> Cursor.of(RECORDS, record.position()),
                        total -> counts.load(total, jobId).thenApply(all -> wanted
                                .map(only -> all.getOrDefault(only, 0))
                                .orElseGet(() -> all.values().stream().mapToInt(Integer::intValue).sum()))));
    }

    private static @Nullable Object media(SchemaAssembly schema, DataFetchingEnvironment env) {
        UndoRecord record = Required.source(env);
        var kind = record.mediaKind();
        return kind == null ? null : schema.nodeOf(kind.prefix()).find().apply(env, record.entityId());
    }

    private static @Nullable Object person(SchemaAssembly schema, DataFetchingEnvironment env) {
        UndoRecord record = Required.source(env);
        return record.mediaKind() != null ? null : schema.nodeOf("person").find().apply(env, record.entityId());
    }

    // One statement for each different page, so as many as the document has such fields, not as there are jobs.
    private static Map<PageKey, List<UndoRecord>> readPages(UndoRecordReader records, Set<PageKey> keys) {
        var found = new HashMap<PageKey, List<UndoRecord>>();
        keys.stream().collect(groupingBy(key -> key.of(0), mapping(PageKey::jobId, toSet()))).forEach((key, ids) -> {
            var after = key.page().from().orElse(FIRST).number(0);
            records.findPages(JsonArray.ofIds(ids), after, key.page().limit(), key.outcome()).stream()
                    .collect(groupingBy(UndoRecord::jobId)).forEach((job, rows) -> found.put(key.of(job), rows));
        });
        return found;
    }

    private static Map<Long, Map<Outcome, Integer>> readCounts(UndoRecordReader records, Set<Long> ids) {
        var found = new HashMap<Long, Map<Outcome, Integer>>();
        records.count(JsonArray.ofIds(ids)).forEach(count -> found
                .computeIfAbsent(count.jobId(), any -> new EnumMap<>(Outcome.class))
                .put(count.outcome(), count.records()));
        return found;
    }
}

package org.reelgraph.imports.jobs;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaAssembly.TypeFields;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobPages;
import org.reelgraph.jobs.JobRepository;
import org.reelgraph.jobs.JobState;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** What imports have beside what all jobs have, and their records. */
@Singleton
class ImportJobFields implements SchemaContributor {

    private static final String JOBS = "importJobs";
    private static final Map<String, Function<ImportJob, @Nullable Object>> INPUT = input();
    private static final Map<String, Function<ImportJob, @Nullable Object>> RESULTS = results();

    private final List<ImportingKind> kinds;
    private final JobRepository jobs;
    private final Loader<Long, ImportJob> importById;
    private final Loader<Long, ImportRecord> recordById;
    private final JobPages<ImportRecord> records;

    ImportJobFields(List<ImportingKind> kinds, JobRepository jobs, ImportJobRepository imports,
            ImportRecordReader records) {
        this.kinds = kinds;
        this.jobs = jobs;
        importById = new Loader<>("ImportJobById", ids -> imports.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(ImportJob::id, job -> job)));
        recordById = new Loader<>("ImportRecordById", ids -> records.findByIds(ids).stream()
                .collect(toMap(ImportRecord::id, record -> record)));
        this.records = new JobPages<>("ImportRecord", ListName.of("importRecords"), records, ImportRecord::jobId,
                ImportRecord::position);
    }

    private static Map<String, Function<ImportJob, @Nullable Object>> input() {
        var fields = new LinkedHashMap<String, Function<ImportJob, @Nullable Object>>();
        fields.put("format", ImportJob::format);
        fields.put("path", ImportJob::path);
        fields.put("onConflict", ImportJob::onConflict);
        fields.put("errorPolicy", ImportJob::errorPolicy);
        fields.put("prune", ImportJob::prune);
        fields.put("strict", ImportJob::strict);
        fields.put("complete", ImportJob::complete);
        fields.put("removeMissing", ImportJob::removeMissing);
        fields.put("maxRemovals", ImportJob::maxRemovals);
        return fields;
    }

    private static Map<String, Function<ImportJob, @Nullable Object>> results() {
        var fields = new LinkedHashMap<String, Function<ImportJob, @Nullable Object>>();
        fields.put("source", ImportJob::source);
        fields.put("confirmDeletions", ImportJob::confirmDeletions);
        fields.put("dryRun", ImportJob::dryRun);
        fields.put("processed", ImportJob::processed);
        fields.put("total", ImportJob::total);
        fields.put("created", ImportJob::created);
        fields.put("updated", ImportJob::updated);
        fields.put("unchanged", ImportJob::unchanged);
        fields.put("skipped", ImportJob::skipped);
        fields.put("failed", ImportJob::failed);
        fields.put("missing", ImportJob::missing);
        fields.put("removed", ImportJob::removed);
        return fields;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(importById, recordById));
        records.addTo(schema);
        var type = schema.type("ImportJob", Job.class).property("status", ImportJobFields::status);
        INPUT.forEach((name, reader) -> type.field(name, env -> ofImport(env, reader)));
        kinds.forEach(kind -> addResults(schema.type(kind.typeName(), Job.class)));
        schema.query()
                .field("importJob",
                        env -> schema.nodeOf(ImportJobKind.PREFIX).find(env, Required.argument(env, "id")))
                .field(JOBS, this::jobs);
        schema.connection("ImportJob");
        schema.connection("ImportRecord");
        schema.node(new NodeType<>("ImportRecord", "importrecord", ImportRecord.class, ImportRecord::id,
                recordById::load)).field("media", env -> media(schema, env))
                .property("mediaKind", ImportRecord::kind).property("title", ImportRecord::displayTitle);
        schema.type("ImportNotice", Notice.class).property("code", (Notice notice) -> notice.code().name());
        schema.type("FieldChange", FieldChange.class);
    }

    private void addResults(TypeFields type) {
        RESULTS.forEach((name, reader) -> type.field(name, env -> ofImport(env, reader)));
        type.field("records", records::page);
    }

    private static JobState status(Job job) {
        return switch (job.state()) {
            case INTERRUPTED -> JobState.QUEUED;
            case CANCELLING -> JobState.RUNNING;
            default -> job.state();
        };
    }

    private CompletableFuture<@Nullable Object> ofImport(DataFetchingEnvironment env,
            Function<ImportJob, @Nullable Object> reader) {
        return importById.load(env, Required.<Job>source(env).id())
                .thenApply(job -> reader.apply(Objects.requireNonNull(job, "Each job has one.")));
    }

    private Connection<Job> jobs(DataFetchingEnvironment env) {
        return Connection.newestFirst(env, JOBS, (before, most) -> jobs.findPage(ImportJobKind.NAME, before, most),
                Job::id, count -> jobs.count(ImportJobKind.NAME));
    }

    private static @Nullable CompletableFuture<?> media(SchemaAssembly schema, DataFetchingEnvironment env) {
        ImportRecord record = Required.source(env);
        var kind = record.kind();
        var mediaId = record.mediaId();
        return kind == null || mediaId == null ? null : schema.nodeOf(kind.prefix()).find().apply(env, mediaId);
    }
}

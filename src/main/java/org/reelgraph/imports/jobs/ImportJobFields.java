package org.reelgraph.imports.jobs;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** Import jobs and their records, by id and as lists. */
@Singleton
class ImportJobFields implements SchemaContributor {

    private static final String JOBS = "importJobs";
    private static final ListName RECORDS = ListName.of("importRecords");
    private static final Cursor FIRST_RECORD = Cursor.of(RECORDS, -1);

    private record PageKey(long jobId, PageRequest page, @Nullable Outcome outcome) {
        PageKey of(long job) {
            return new PageKey(job, page, outcome);
        }
    }

    private record CountKey(long jobId, String outcome) {
    }

    private final ImportJobRepository jobs;
    private final Loader<Long, ImportJob> jobById;
    private final Loader<Long, ImportRecord> recordById;
    private final Loader<PageKey, List<ImportRecord>> pages;
    private final Loader<CountKey, Integer> counts;

    ImportJobFields(ImportJobRepository jobs, ImportRecordReader records) {
        this.jobs = jobs;
        jobById = new Loader<>("ImportJobById", ids -> jobs.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(ImportJob::id, job -> job)));
        recordById = new Loader<>("ImportRecordById", ids -> records.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(ImportRecord::id, record -> record)));
        pages = Loader.ofLists("ImportRecordPageByJob", keys -> readPages(records, keys));
        counts = Loader.withDefault("ImportRecordCountByJob", 0, keys -> readCounts(records, keys));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(jobById, recordById, pages, counts));
        schema.node(new NodeType<>("ImportJob", ImportJob.PREFIX, ImportJob.class, ImportJob::id, jobById::load))
                .field("records", this::records);
        schema.query()
                .field("importJob", env -> schema.nodeOf(ImportJob.PREFIX).find(env, Required.argument(env, "id")))
                .field(JOBS, this::jobs);
        schema.connection("ImportJob");
        schema.connection("ImportRecord");
        schema.node(new NodeType<>("ImportRecord", "importrecord", ImportRecord.class, ImportRecord::id,
                recordById::load)).field("media", env -> media(schema, env))
                .property("mediaKind", ImportRecord::kind).property("title", ImportRecord::displayTitle);
        schema.type("ImportNotice", Notice.class).property("code", (Notice notice) -> notice.code().name());
        schema.type("FieldChange", FieldChange.class);
    }

    private Connection<ImportJob> jobs(DataFetchingEnvironment env) {
        return Connection.newestFirst(env, JOBS, jobs::findPage, ImportJob::id, count -> jobs.count());
    }

    private CompletableFuture<Connection<ImportRecord>> records(DataFetchingEnvironment env) {
        long jobId = Required.<ImportJob>source(env).id();
        var page = PageRequest.of(env, RECORDS, 1);
        String outcome = env.getArgument("outcome");
        var key = new PageKey(jobId, page, outcome == null ? null : Outcome.valueOf(outcome));
        return pages.load(env, key).thenApply(records -> Connection.of(records, page,
                record -> Cursor.of(RECORDS, record.position()),
                count -> counts.load(count, new CountKey(jobId, outcome == null ? "" : outcome))));
    }

    private static @Nullable CompletableFuture<?> media(SchemaAssembly schema, DataFetchingEnvironment env) {
        ImportRecord record = Required.source(env);
        var kind = record.kind();
        var mediaId = record.mediaId();
        return kind == null || mediaId == null ? null : schema.nodeOf(kind.prefix()).find().apply(env, mediaId);
    }

    // One statement for each different page, so as many as the document has such fields, not as there are jobs.
    private static Map<PageKey, List<ImportRecord>> readPages(ImportRecordReader records, Set<PageKey> keys) {
        var found = new HashMap<PageKey, List<ImportRecord>>();
        keys.stream().collect(groupingBy(key -> key.of(0), mapping(PageKey::jobId, toSet()))).forEach((key, ids) -> {
            var after = key.page().from().orElse(FIRST_RECORD).number(0);
            records.findPages(JsonArray.ofIds(ids), after, key.page().limit(), key.outcome()).stream()
                    .collect(groupingBy(ImportRecord::jobId)).forEach((job, rows) -> found.put(key.of(job), rows));
        });
        return found;
    }

    private static Map<CountKey, Integer> readCounts(ImportRecordReader records, Set<CountKey> keys) {
        var found = new HashMap<CountKey, Integer>();
        keys.stream().collect(groupingBy(CountKey::outcome, mapping(CountKey::jobId, toSet())))
                .forEach((outcome, ids) -> records.countByJob(JsonArray.ofIds(ids), outcome)
                        .forEach(count -> found.put(new CountKey(count.jobId(), outcome), count.records())));
        return found;
    }
}

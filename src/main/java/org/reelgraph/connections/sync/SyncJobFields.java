package org.reelgraph.connections.sync;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobPages;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** What jobs that synchronise the library have beside what all jobs have, and all imports. */
@Singleton
class SyncJobFields implements SchemaContributor {

    private final Loader<Long, SyncJob> syncById;
    private final Loader<Long, List<SyncSection>> sectionsByJob;
    private final JobPages<SyncItem> items;

    SyncJobFields(SyncJobRepository syncs, SyncSectionReader sections, SyncItemReader items) {
        syncById = new Loader<>("SyncJobById", ids -> syncs.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(SyncJob::id, sync -> sync)));
        sectionsByJob = Loader.ofLists("SyncSectionsByJob",
                ids -> Loader.grouped(sections.find(ids), SyncSection::jobId));
        this.items = new JobPages<>("SyncItem", ListName.of("syncItems"), items, SyncItem::jobId,
                SyncItem::position);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(syncById, sectionsByJob));
        items.addTo(schema);
        schema.connection("SyncItem");
        schema.type("SyncItem", SyncItem.class);
        schema.type("SyncSection", SyncSection.class);
        schema.type("SyncJob", Job.class).field("connectionName", env -> ofSync(env, SyncJob::connectionName))
                .field("mode", env -> ofSync(env, SyncJob::mode))
                .field("requests", env -> ofSync(env, SyncJob::requests))
                .field("snapshots", env -> ofSync(env, SyncJob::snapshots))
                .field("server", env -> node(schema, env, ConnectedServer.PREFIX, SyncJob::connectionId))
                .field("replayOf", env -> node(schema, env, SyncJobKind.PREFIX, SyncJob::replayOf))
                .field("sections", env -> sectionsByJob.load(env, Required.<Job>source(env).id()))
                .field("items", items::page);
    }

    private <T extends @Nullable Object> CompletableFuture<T> ofSync(DataFetchingEnvironment env,
            Function<SyncJob, T> reader) {
        return syncById.load(env, Required.<Job>source(env).id())
                .thenApply(sync -> reader.apply(Objects.requireNonNull(sync, "Each job has one.")));
    }

    private CompletableFuture<@Nullable Object> node(SchemaAssembly schema, DataFetchingEnvironment env,
            String prefix, Function<SyncJob, @Nullable Long> id) {
        return ofSync(env, id).thenCompose(found -> found == null
                ? CompletableFuture.completedFuture(null)
                : schema.nodeOf(prefix).find().apply(env, found).thenApply(node -> node));
    }
}

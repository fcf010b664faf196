package org.reelgraph.imports.jobs;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.deletion.DeletionGuard;
import org.reelgraph.imports.deletion.DeletionReader;
import org.reelgraph.imports.deletion.DeletionReader.Listed;
import org.reelgraph.imports.deletion.DeletionReader.Withheld;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobPages;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

/** What import jobs deleted because their sources no longer contained it, and what they withheld. */
@Singleton
class DeletionFields implements SchemaContributor {

    private final List<ImportingKind> kinds;
    private final JobPages<Listed> pages;
    private final Loader<Long, List<Long>> withheld;

    DeletionFields(List<ImportingKind> kinds, DeletionReader deletions) {
        this.kinds = kinds;
        pages = new JobPages<>("Deletion", ListName.of("importDeletions"), deletions, Listed::jobId, Listed::position);
        withheld = Loader.ofLists("WithheldDeletionsByJob", ids -> deletions.findWithheld(ids)
                .stream().collect(groupingBy(Withheld::jobId, mapping(Withheld::entityId, toList()))));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(withheld));
        pages.addTo(schema);
        schema.connection("ImportDeletion");
        schema.type("ImportDeletion", Listed.class).property("type", (Listed each) -> each.deletion().type())
                .property("title", (Listed each) -> each.deletion().title())
                .property("outcome", (Listed each) -> each.deletion().outcome());
        kinds.forEach(kind -> schema.type(kind.typeName(), Job.class).field("deletions", pages::page)
                .field("deletionsToken", this::token));
    }

    private static long jobId(DataFetchingEnvironment env) {
        return Required.<Job>source(env).id();
    }

    private CompletableFuture<@Nullable String> token(DataFetchingEnvironment env) {
        return withheld.load(env, jobId(env))
                .thenApply(ids -> ids.isEmpty() ? null : DeletionGuard.token(jobId(env), ids));
    }
}

package org.reelgraph.imports.jobs;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.deletion.Deletion;
import org.reelgraph.imports.deletion.Deletion.Outcome;
import org.reelgraph.imports.deletion.DeletionGuard;
import org.reelgraph.imports.deletion.DeletionReader;
import org.reelgraph.imports.deletion.DeletionReader.Listed;
import org.reelgraph.imports.deletion.DeletionReader.Withheld;
import org.reelgraph.jobs.Job;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

/** What import jobs deleted because their sources no longer contained it, and what they withheld. */
@Singleton
class DeletionFields implements SchemaContributor {

    private static final ListName DELETIONS = ListName.of("importDeletions");
    private static final Cursor FIRST = Cursor.of(DELETIONS, -1);

    private record PageKey(long jobId, PageRequest page, @Nullable Outcome outcome) {
        PageKey of(long job) {
            return new PageKey(job, page, outcome);
        }
    }

    private final Loader<PageKey, List<Listed>> pages;
    private final Loader<Long, Map<Outcome, Integer>> counts;
    private final Loader<Long, List<Long>> withheld;

    DeletionFields(DeletionReader deletions) {
        pages = Loader.ofLists("DeletionPageByJob", keys -> readPages(deletions, keys));
        counts = Loader.withDefault("DeletionCountsByJob", Map.of(), ids -> readCounts(deletions, ids));
        withheld = Loader.ofLists("WithheldDeletionsByJob", ids -> deletions.findWithheld(JsonArray.ofIds(ids))
                .stream().collect(groupingBy(Withheld::jobId, mapping(Withheld::entityId, toList()))));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(pages, counts, withheld));
        schema.connection("ImportDeletion");
        schema.type("ImportDeletion", Deletion.class);
        schema.type("ImportJob", Job.class).field("deletions", this::deletions)
                .field("deletionsToken", this::token);
    }

    private static long jobId(DataFetchingEnvironment env) {
        return Required.<Job>source(env).id();
    }

    private CompletableFuture<@Nullable String> token(DataFetchingEnvironment env) {
        return withheld.load(env, jobId(env))
                .thenApply(ids -> ids.isEmpty() ? null : DeletionGuard.token(jobId(env), ids));
    }

    private CompletableFuture<Connection<Deletion>> deletions(DataFetchingEnvironment env) {
        var jobId = jobId(env);
        var page = PageRequest.of(env, DELETIONS, 1);
        String outcome = env.getArgument("outcome");
        var wanted = Optional.ofNullable(outcome).map(Outcome::valueOf);
        return pages.load(env, new PageKey(jobId, page, wanted.orElse(null))).thenApply(found -> {
            var places = new HashMap<Deletion, Integer>();
            found.forEach(each -> places.put(each.deletion(), each.position()));
            return Connection.of(found.stream().map(Listed::deletion).toList(), page,
                    deletion -> Cursor.of(DELETIONS, places.getOrDefault(deletion, 0)),
                    total -> counts.load(total, jobId).thenApply(all -> wanted
                            .map(only -> all.getOrDefault(only, 0))
                            .orElseGet(() -> all.values().stream().mapToInt(Integer::intValue).sum())));
        });
    }

    // One statement for each different page, so as many as the document has such fields, not as there are jobs.
    private static Map<PageKey, List<Listed>> readPages(DeletionReader deletions, Set<PageKey> keys) {
        var found = new HashMap<PageKey, List<Listed>>();
        keys.stream().collect(groupingBy(key -> key.of(0), mapping(PageKey::jobId, toSet()))).forEach((key, ids) -> {
            var after = key.page().from().orElse(FIRST).number(0);
            deletions.findPages(JsonArray.ofIds(ids), after, key.page().limit(), key.outcome()).stream()
                    .collect(groupingBy(Listed::jobId)).forEach((job, rows) -> found.put(key.of(job), rows));
        });
        return found;
    }

    private static Map<Long, Map<Outcome, Integer>> readCounts(DeletionReader deletions, Set<Long> ids) {
        var found = new HashMap<Long, Map<Outcome, Integer>>();
        deletions.count(JsonArray.ofIds(ids)).forEach(count -> found
                .computeIfAbsent(count.jobId(), any -> new EnumMap<>(Outcome.class))
                .put(count.outcome(), count.deletions()));
        return found;
    }
}

package org.reelgraph.jobs;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Loader.PageKey;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;

/**
 * A field of jobs that lists what belongs to them, all or what has one {@code outcome}. One statement reads the same page
 * of many jobs.
 *
 * @param <R> what is listed
 */
public final class JobPages<R> {

    private record OutcomePage(PageRequest request, Optional<String> outcome) {
    }

    private final ListName list;
    private final ToLongFunction<R> position;
    private final Loader<PageKey<OutcomePage>, List<R>> pages;
    private final Loader<Long, Map<String, Integer>> counts;

    /** @param name what is listed, as the names of loaders have it */
    public JobPages(String name, ListName list, JobPageReader<R> reader, Function<R, Long> job,
            ToLongFunction<R> position) {
        var first = Cursor.of(list, -1);
        this.list = list;
        this.position = position;
        pages = Loader.ofPages(name + "PageByJob", (ids, page) -> reader.findPages(ids,
                page.request().from().orElse(first).number(0), page.request().limit(), page.outcome()), job);
        counts = Loader.withDefault(name + "CountsByJob", Map.of(), reader::count);
    }

    /** Adds what the field needs. */
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(pages, counts));
    }

    /** {@return the page that a field's arguments ask for} */
    public CompletableFuture<Connection<R>> page(DataFetchingEnvironment env) {
        var id = Required.<Job>source(env).id();
        var page = PageRequest.of(env, list, 1);
        var outcome = Optional.<String>ofNullable(env.getArgument("outcome"));
        return pages.load(env, new PageKey<>(id, new OutcomePage(page, outcome)))
                .thenApply(found -> Connection.of(found, page, row -> Cursor.of(list, position.applyAsLong(row)),
                        total -> counts.load(total, id).thenApply(all -> outcome.map(only -> count(all, only))
                                .orElseGet(() -> all.values().stream().mapToInt(Integer::intValue).sum()))));
    }

    /** {@return the number of what has an outcome} */
    public CompletableFuture<Integer> count(DataFetchingEnvironment env, Enum<?> outcome) {
        return counts.load(env, Required.<Job>source(env).id()).thenApply(all -> count(all, outcome.name()));
    }

    private static int count(Map<String, Integer> all, String outcome) {
        return all.getOrDefault(outcome, 0);
    }
}

package org.reelgraph.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.reelgraph.graphql.paging.PageRequest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

/**
 * One relation read in batches. A request has one DataLoader of it, and fetchers reach that only through the
 * environment, so that loads made in another load's continuation are dispatched too.
 *
 * @param name  what it gives and by which key, such as {@code EpisodesBySeason}
 * @param batch reads the values of many keys at once; a key without a value may be absent
 * @param <K>   the key, with everything that changes the statement
 * @param <V>   what is read
 */
public record Loader<K, V>(String name, Function<Set<K>, Map<K, V>> batch) {

    /** Which page of which parent's list. */
    public record PageKey(long parentId, PageRequest page) {
    }

    /**
     * {@return a loader of pages}
     *
     * @param batch  reads the same page of many parents' lists; so there is a statement for each different page asked for, as many as the document has such fields, not
     *               as there are parents
     * @param parent the id of what a row belongs to
     */
    public static <V> Loader<PageKey, List<V>> ofPages(String name, BiFunction<Set<Long>, PageRequest, List<V>> batch,
            Function<V, Long> parent) {
        return ofLists(name, keys -> {
            var found = new HashMap<PageKey, List<V>>();
            keys.stream().collect(groupingBy(PageKey::page, mapping(PageKey::parentId, toSet())))
                    .forEach((page, parents) -> batch.apply(parents, page).stream().collect(groupingBy(parent))
                            .forEach((id, rows) -> found.put(new PageKey(id, page), rows)));
            return found;
        });
    }

    /** {@return a loader of lists, where a key without rows has an empty list} */
    public static <K, V> Loader<K, List<V>> ofLists(String name, Function<Set<K>, Map<K, List<V>>> batch) {
        return withDefault(name, List.of(), batch);
    }

    /** {@return a loader that gives {@code absent} for keys the batch has no value for} */
    public static <K, V> Loader<K, V> withDefault(String name, V absent, Function<Set<K>, Map<K, V>> batch) {
        return new Loader<>(name, keys -> {
            var values = new HashMap<>(batch.apply(keys));
            keys.forEach(key -> values.putIfAbsent(key, absent));
            return values;
        });
    }

    /** {@return the value of the key, read together with all others asked for at the same time; null where there is none} */
    public CompletableFuture<V> load(DataFetchingEnvironment environment, K key) {
        return environment.<K, V>getDataLoader(name).load(key);
    }

    public DataLoader<K, V> newDataLoader() {
        return DataLoaderFactory.newMappedDataLoader(name,
                keys -> CompletableFuture.completedFuture(batch.apply(keys)), DataLoaderOptions.newDefaultOptions());
    }
}

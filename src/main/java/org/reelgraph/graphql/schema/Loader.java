package org.reelgraph.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.storage.Step;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

/**
 * A relation that is read in batches. Each request has its own DataLoader for it. Fetchers obtain the DataLoader only
 * from the environment, so that loads started in another load's continuation are dispatched, too.
 *
 * @param name  what is loaded and by which key, such as {@code EpisodesBySeason}
 * @param batch reads the values of many keys at once; keys without a value may be absent
 * @param <K>   the key, including everything that changes the SQL statement
 * @param <V>   the value
 */
public record Loader<K, V>(String name, Function<Set<K>, Map<K, V>> batch) {

    /**
     * A page of one parent's list.
     *
     * @param page which one, with all that selects its rows, such as a filter; usually a {@link PageRequest}
     */
    public record PageKey<P>(long parentId, P page) {
    }

    /**
     * {@return a loader of pages}
     *
     * @param batch  reads the same page of many parents' lists; so the number of statements depends on how many
     *               different pages the document asks for, not on the number of parents
     * @param parent returns the id of a row's parent
     */
    public static <P, V> Loader<PageKey<P>, List<V>> ofPages(String name, BiFunction<Set<Long>, P, List<V>> batch,
            Function<V, Long> parent) {
        return ofLists(name, keys -> {
            var found = new HashMap<PageKey<P>, List<V>>();
            keys.stream().collect(groupingBy(PageKey::page, mapping(PageKey::parentId, toSet())))
                    .forEach((page, parents) -> grouped(batch.apply(parents, page), parent)
                            .forEach((id, rows) -> found.put(new PageKey<>(id, page), rows)));
            return found;
        });
    }

    /** {@return a loader of lists; a key without rows has an empty list} */
    public static <K, V> Loader<K, List<V>> ofLists(String name, Function<Set<K>, Map<K, List<V>>> batch) {
        return withDefault(name, List.of(), batch);
    }

    /** {@return a loader that returns {@code absent} for keys without a value} */
    public static <K, V> Loader<K, V> withDefault(String name, V absent, Function<Set<K>, Map<K, V>> batch) {
        return new Loader<>(name, keys -> {
            var found = batch.apply(keys);
            if (found.size() == keys.size()) {
                return found;
            }
            var values = new HashMap<>(found);
            keys.forEach(key -> values.putIfAbsent(key, absent));
            return values;
        });
    }

    /** {@return rows by parent, in the order of the rows; fastest if the rows of a parent follow each other} */
    public static <K, V> Map<K, List<V>> grouped(List<? extends V> rows, Function<? super V, K> parent) {
        var groups = new HashMap<K, List<V>>();
        Optional<K> latest = Optional.empty();
        List<V> group = List.of();
        for (V row : rows) {
            var key = parent.apply(row);
            if (latest.isEmpty() || !latest.get().equals(key)) {
                latest = Optional.of(key);
                group = groups.computeIfAbsent(key, absent -> new ArrayList<>());
            }
            group.add(row);
        }
        return groups;
    }

    /**
     * {@return the value of the key, read in one batch with all others requested at the same time; null if there is
     * none}
     */
    public CompletableFuture<V> load(DataFetchingEnvironment environment, K key) {
        return Objects.requireNonNull(environment.<K, V>getDataLoader(name), name).load(key);
    }

    /** {@return the values of keys, read in one batch with all others requested at the same time; keys without one are absent} */
    public CompletableFuture<Map<K, V>> loadAll(DataFetchingEnvironment environment, Collection<K> keys) {
        var loading = new HashMap<K, CompletableFuture<V>>();
        keys.forEach(key -> loading.computeIfAbsent(key, each -> load(environment, each)));
        return CompletableFuture.allOf(loading.values().toArray(CompletableFuture[]::new)).thenApply(done -> {
            var found = new HashMap<K, V>();
            loading.forEach((key, value) -> Optional.ofNullable(value.join()).ifPresent(it -> found.put(key, it)));
            return found;
        });
    }

    /**
     * {@return the loader for one request}
     *
     * @param told how many keys are read at once, each time; it gives what is told of the end
     */
    public DataLoader<K, V> newDataLoader(IntFunction<Step> told) {
        return DataLoaderFactory.newMappedDataLoader(name, keys -> {
            try (var step = told.apply(keys.size())) {
                return CompletableFuture.completedFuture(read(keys, step));
            }
        }, DataLoaderOptions.newDefaultOptions());
    }

    private Map<K, V> read(Set<K> keys, Step step) {
        try {
            return batch.apply(keys);
        } catch (RuntimeException e) {
            step.failed(e);
            throw e;
        }
    }
}

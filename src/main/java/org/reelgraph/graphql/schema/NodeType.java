package org.reelgraph.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A type whose objects are found by their global id.
 *
 * @param typeName its name in the schema
 * @param prefix   what its ids start with
 * @param source   the class of its objects
 * @param id       gives an object's own id
 * @param find     gives the object of an id, or null
 */
public record NodeType<T>(String typeName, String prefix, Class<T> source, ToLongFunction<T> id,
        BiFunction<DataFetchingEnvironment, Long, CompletableFuture<T>> find) {

    /** {@return the object's id as clients see it} */
    String globalId(Object object) {
        return GlobalId.of(prefix, id.applyAsLong(source.cast(object)));
    }

    /**
     * {@return the object of this global id, or null where there is none}
     *
     * @throws RequestException where the text is no id, or that of another type
     */
    public CompletableFuture<T> find(DataFetchingEnvironment environment, String text) {
        return find.apply(environment, idOf(text));
    }

    /**
     * {@return the own id of the object that this global id means}
     *
     * @throws RequestException where the text is no id, or that of another type
     */
    public long idOf(String text) {
        var globalId = GlobalId.parse(text);
        if (!globalId.prefix().equals(prefix)) {
            throw RequestException.badInput("'" + text + "' isn't an id of the type " + typeName + ".");
        }
        return globalId.id();
    }

    /** {@return the objects of these rows' ids, in their order} */
    public CompletableFuture<List<T>> findAll(DataFetchingEnvironment environment, List<Long> ids) {
        return allOf(ids.stream().map(id -> find.apply(environment, id)).toList());
    }

    /** {@return the results of all, in their order, once the last is there; null for one that has none} */
    static <T> CompletableFuture<List<T>> allOf(List<? extends CompletableFuture<? extends T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).thenApply(done -> {
            var results = new ArrayList<T>(futures.size());
            futures.forEach(future -> results.add(future.join()));
            return results;
        });
    }
}

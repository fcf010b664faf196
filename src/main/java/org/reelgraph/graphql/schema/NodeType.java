package org.reelgraph.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.plan.Utf8Text;

/**
 * A type whose objects can be found by global id.
 *
 * @param typeName its name in the schema
 * @param prefix   the prefix of its ids
 * @param source   the class of its objects, or the sealed interface of their classes
 * @param id       returns an object's numeric id
 * @param find     returns the object with a numeric id, or null
 */
public record NodeType<T>(String typeName, String prefix, Class<T> source, ToLongFunction<T> id,
        BiFunction<DataFetchingEnvironment, Long, CompletableFuture<? extends T>> find) {

    /** {@return the object's global id} */
    Utf8Text globalId(Object object) {
        return GlobalId.encode(prefix, id.applyAsLong(source.cast(object)));
    }

    /**
     * {@return the object with this global id, or null if there is none}
     *
     * @throws RequestException if the text is not an id, or is an id of another type
     */
    public CompletableFuture<? extends T> find(DataFetchingEnvironment environment, String text) {
        return find.apply(environment, idOf(text));
    }

    /**
     * {@return the numeric id in this global id}
     *
     * @throws RequestException if the text is not an id, or is an id of another type
     */
    public long idOf(String text) {
        var globalId = GlobalId.parse(text);
        if (!globalId.prefix().equals(prefix)) {
            throw RequestException.badInput("'" + text + "' isn't an id of the type " + typeName + ".");
        }
        return globalId.id();
    }

    /** {@return the objects with these ids, in the same order} */
    public CompletableFuture<List<T>> findAll(DataFetchingEnvironment environment, List<Long> ids) {
        return allOf(ids.stream().map(id -> find.apply(environment, id)).toList());
    }

    /** {@return all results in order, once the last one is available; null for each that has none} */
    static <T> CompletableFuture<List<T>> allOf(List<? extends CompletableFuture<? extends T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).thenApply(done -> {
            var results = new ArrayList<T>(futures.size());
            futures.forEach(future -> results.add(future.join()));
            return results;
        });
    }
}
